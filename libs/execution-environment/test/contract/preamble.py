import json, os, socket, subprocess, sys, tempfile


def error(statement):
    try:
        exec(statement, {})
    except Exception as raised:
        return type(raised).__name__
