// A sign of life on a connection that is otherwise quiet.
RETURN 1
