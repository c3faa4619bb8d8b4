{{ budget_against_final(
    ref('panel_basic_by_economic'), 'comparable_economic_code', 'comparable_economic_name', "'basic'"
) }}
