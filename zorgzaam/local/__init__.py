"""The two commands on a bare machine: an own PostgreSQL and Valkey, and the supervisor behind `make run`.

Nothing here imports Django or an app: it has to work before there is a database to configure them with.
"""
