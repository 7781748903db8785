"""Handshakes in memory with VERIFY_X509_STRICT; see verify.ts for the lines in and out."""

import ssl
import sys
import tempfile


def main():
    for line in sys.stdin:
        try:
            handshake(*line.rstrip("\n").split("\t"))
            print("ok")
        except (ssl.SSLError, OSError) as error:
            print("no\t" + str(error).replace("\n", " "))


def handshake(purpose, ca, leaf, key, chain, host, server_leaf, server_key, server_chain):
    client = context(ssl.PROTOCOL_TLS_CLIENT, ca)
    server = context(ssl.PROTOCOL_TLS_SERVER, ca)
    if purpose == "server":
        load(server, leaf, key, chain)
    else:
        load(server, server_leaf, server_key, server_chain)
        load(client, leaf, key, chain)
        server.verify_mode = ssl.CERT_REQUIRED
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    near = client.wrap_bio(to_client, to_server, server_hostname=host or "localhost")
    far = server.wrap_bio(to_server, to_client, server_side=True)
    # The server's verdict on the client comes last, so both sides run until nothing is left to do.
    waiting = [near, far]
    for _ in range(20):
        for side in list(waiting):
            try:
                side.do_handshake()
                waiting.remove(side)
            except ssl.SSLWantReadError:
                pass
        if not waiting:
            return
    raise OSError("the handshake does not end")


def context(protocol, ca):
    result = ssl.SSLContext(protocol)
    result.load_verify_locations(ca)
    result.verify_flags |= ssl.VERIFY_X509_STRICT
    return result


def load(target, leaf, key, chain):
    if not chain:
        target.load_cert_chain(leaf, key)
        return
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as both:
        for path in (leaf, chain):
            with open(path, encoding="ascii") as part:
                both.write(part.read())
        both.flush()
        target.load_cert_chain(both.name, key)


main()
