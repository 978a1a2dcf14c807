"""The bare page that everything is compared with: Flask, one route, one short text."""

from flask import Flask

app = Flask("bare")


@app.get("/")
def page() -> str:
    return "<!doctype html><title>Bare</title><h1>Bare</h1>"
