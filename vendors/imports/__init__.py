"""The whole catalogue in and out as a file: CSV (UTF-8 or CP932) and XLSX."""
