"""Secret words, each in a thing of its own, and every address they could come out of.

words     who may read which word; a word stands nowhere else
nest      one of everything secret: agendas and briefings; people, initiatives and councils have modules of their own
walk      every address that can be built with those things
"""
