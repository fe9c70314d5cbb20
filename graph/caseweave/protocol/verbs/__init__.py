"""The verbs of measures: what each makes of the statements that its selectors take, with its proof."""
