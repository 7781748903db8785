"""Judges peers and files with the standard library; see program.ts for the lines in and out."""

import socket
import ssl
import sys


def main():
    for line in sys.stdin:
        fields = line.rstrip("\n").split("\t")
        try:
            {"load": load, "client": connect, "strict": connect_strictly, "server": serve}[fields[0]](*fields[1:])
            print("ok", flush=True)
        except (ssl.SSLError, OSError) as error:
            print("no\t" + str(error).replace("\n", " "), flush=True)


def load(leaf, key):
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(leaf, key)


def connect(port, ca, host, flags=0):
    context = ssl.create_default_context(cafile=ca)
    context.verify_flags |= flags
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as plain:
        context.wrap_socket(plain, server_hostname=host).close()


def connect_strictly(port, ca, host):
    # What Python 3.13 has on by default.
    connect(port, ca, host, ssl.VERIFY_X509_STRICT)


def serve(ca, leaf, key, *strict):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=ca)
    context.verify_mode = ssl.CERT_REQUIRED
    if strict:
        context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_cert_chain(leaf, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"port\t{listener.getsockname()[1]}", flush=True)
        plain, _ = listener.accept()
        with plain:
            plain.settimeout(5)
            context.wrap_socket(plain, server_side=True).close()


main()
