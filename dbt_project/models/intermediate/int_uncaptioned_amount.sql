-- Cells that print money where no column and no caption says what it is: the reader of tables made no figure of them,
-- most often in forms of a layout it has not seen. A person would call each by the nearest words to its left.
with cells as (
    select
        *,
        coalesce(joined_text, text) as whole_text
    from {{ ref('stg_cells') }}
    where role not in ('figure', 'empty') and piece_no = 1
),

labels as (
    select * from {{ ref('stg_labels') }}
    where {{ prints_money('text') }}
),

-- Where the column is one of texts (a target, a number of days), a figure is a text.
known_texts as (
    select cell_id
    from labels
    where field_key is not null
),

money_cells as (
    select cells.*
    from cells
    anti join known_texts on cells.cell_id = known_texts.cell_id
    where {{ prints_money('cells.whole_text') }}
),

words as (
    select
        money_cells.cell_id,
        arg_max(cells.whole_text, cells.col_no) as words_printed
    from money_cells
    inner join cells
        on
            money_cells.table_id = cells.table_id
            and money_cells.row_no between cells.row_no and cells.row_no + cells.row_span - 1
            and money_cells.col_no > cells.col_no
    where not {{ prints_money('cells.whole_text') }}
    group by money_cells.cell_id
),

final as (
    select
        money_cells.cell_id,
        money_cells.table_id,
        money_cells.document_id,
        money_cells.page_no,
        money_cells.row_no,
        money_cells.col_no,
        money_cells.form_no,
        money_cells.whole_text as value_text,
        words.words_printed,
        labels.row_id,
        nullif(labels.header_path, '') as header_path
    from money_cells
    left join words on money_cells.cell_id = words.cell_id
    left join labels on money_cells.cell_id = labels.cell_id
)

select * from final
