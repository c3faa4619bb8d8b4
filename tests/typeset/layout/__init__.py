"""From a described report and a look to pages of placed text and rules; `flow.lay_out` is the way in."""
