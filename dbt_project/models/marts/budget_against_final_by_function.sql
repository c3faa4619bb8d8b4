{{ budget_against_final(
    ref('panel_expenditure_by_function'), 'comparable_function_code', 'comparable_function_name', 'expenditure_group'
) }}
