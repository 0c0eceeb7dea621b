"""gunicorn reads this from where it is started, in the image and by `make run`: what holds however it is started."""

logger_class = "zorgzaam.masking.WebLogger"
