"""The pages of themes: a theme together with everything known about it, so above all other rooms."""
