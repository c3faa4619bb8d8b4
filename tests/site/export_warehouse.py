"""A published warehouse of a few rows, for the tests of exports: two bodies, two years, text that a spreadsheet would run."""

from __future__ import annotations

from pathlib import Path

import duckdb

_STATEMENTS = """
create table dim_publication as select 'p1' as publication_id, timestamptz '2024-05-01 00:00:00+00' as published_at,
    true as is_current;
create table dim_document as from (values
    ('d1', 'a/甲.pdf', '甲 2024', '甲局', '甲局', 'A', 2024, 'budget', null, true),
    ('d2', '乙.pdf', '乙 2023', '乙局', '乙局', 'B', 2023, 'budget', 'https://example.org/乙 局.pdf', true)
) as t(document_id, file_name, title, issuer_name, department_name, body_key, fiscal_year, report_kind, source_url,
    is_published);
create table dim_body as from (values
    ('A', '甲局', ['甲局', '甲委'], '北市', '110000'),
    ('B', '乙局', ['乙局'], '南市', '440100')
) as t(body_key, body_name, names_printed, division_name, division_code);
create table expenditure (body_key varchar, body_name varchar, fiscal_year integer, function_code varchar,
    amount_yuan decimal(18, 2), is_total_only boolean, document_id varchar, page_no integer);
insert into expenditure values
    ('A', '甲局', 2024, '2013202', 1234567.89, false, 'd1', 7),
    ('A', '=HYPERLINK("http://x")', 2024, '2080505', 0.10, false, 'd1', 8),
    ('B', '乙局', 2023, '2010101', -5.00, true, 'd2', 3);
comment on table expenditure is '支出. What is spent. One row per amount.';
comment on column expenditure.amount_yuan is '金额. Amount in yuan.';
comment on column expenditure.body_name is '主体名称. Name.';
create table project (project_key varchar, body_key varchar, fiscal_year integer, targets varchar[], document_id varchar);
insert into project values ('P', 'A', 2024, ['数量：≥1', '质量：好'], 'd1');
comment on table project is '项目. Projects. One row per project.';
create table rpt_leaf_sum as select 'd2' as document_id, 1 as n union all select 'd1', 2;
"""


def make_export_warehouse(path: Path) -> Path:
    """Write the warehouse; returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(_STATEMENTS)
    return path
