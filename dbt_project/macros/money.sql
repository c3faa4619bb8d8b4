{#
    Money arithmetic in one place. Everything is decimal; nothing is ever a float.
#}

{#
    Yuan of a printed number. Null (never an error) if it is no body's money (100 trillion yuan, three times what the
    nation spends a year): int_amount then flags the line, and no sum of such lines can overflow.
#}
{% macro to_yuan(value, unit_multiplier) -%}
    case
        when abs(try({{ value }} * {{ unit_multiplier }})) < 100000000000000
            then try_cast({{ value }} * {{ unit_multiplier }} as decimal(18, 2))
    end
{%- endmacro %}

{#
    Half of the last printed digit, in yuan: what rounding to the printed unit may hide. 1800.97 万元 hides up to 50 yuan.
    Zero where the last digit is a fen or finer, since nothing was rounded; null where there is no figure.
#}
{% macro printed_slack_yuan(decimals_printed, unit_multiplier) -%}
    case
        when {{ unit_multiplier }} is null or {{ decimals_printed }} is null then null
        when {{ last_printed_digit(decimals_printed) }} * {{ unit_multiplier }} <= 0.01 then 0
        else {{ last_printed_digit(decimals_printed) }} * {{ unit_multiplier }} * 0.5
    end::decimal(24, 6)
{%- endmacro %}

{# Worth of the last printed digit in the printed unit: 0.01 for two decimals. Six is what the contract keeps. #}
{% macro last_printed_digit(decimals_printed) -%}
    list_extract(
        [1, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001]::decimal(24, 6)[],
        least(greatest({{ decimals_printed }}, 0), 6) + 1
    )
{%- endmacro %}

{# Hundred times a part of a whole, to two decimals; null where the whole is nothing, or less. #}
{% macro percent_of(part, whole) -%}
    case when {{ whole }} > 0 then round(100 * ({{ part }}) / ({{ whole }}), 2) end::decimal(18, 2)
{%- endmacro %}
