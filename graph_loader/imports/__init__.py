"""Own sources: tables, workbooks, XML and bibliographies of others in; imports only `model/` and `package/`."""
