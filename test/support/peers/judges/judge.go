// Judges peers and files with crypto/tls; see program.ts for the lines in and out.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"strings"
	"time"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if err := judge(strings.Split(lines.Text(), "\t")); err != nil {
			fmt.Println("no\t" + strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok")
		}
	}
}

func judge(fields []string) error {
	switch fields[0] {
	case "load":
		_, err := tls.LoadX509KeyPair(fields[1], fields[2])
		return err
	case "client":
		return connect(fields[1], fields[2], fields[3])
	default:
		return serve(fields[1], fields[2], fields[3])
	}
}

func connect(port string, ca string, host string) error {
	roots, err := pool(ca)
	if err != nil {
		return err
	}
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	connection, err := tls.DialWithDialer(dialer, "tcp", "127.0.0.1:"+port, &tls.Config{RootCAs: roots, ServerName: host})
	if err == nil {
		connection.Close()
	}
	return err
}

// One handshake with whoever comes first.
func serve(ca string, leaf string, key string) error {
	roots, err := pool(ca)
	if err != nil {
		return err
	}
	pair, err := tls.LoadX509KeyPair(leaf, key)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer listener.Close()
	fmt.Printf("port\t%d\n", listener.Addr().(*net.TCPAddr).Port)
	plain, err := listener.Accept()
	if err != nil {
		return err
	}
	defer plain.Close()
	plain.SetDeadline(time.Now().Add(5 * time.Second))
	config := &tls.Config{Certificates: []tls.Certificate{pair}, ClientCAs: roots, ClientAuth: tls.RequireAndVerifyClientCert}
	return tls.Server(plain, config).Handshake()
}

func pool(path string) (*x509.CertPool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	result := x509.NewCertPool()
	if !result.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("no certificate in %s", path)
	}
	return result, nil
}
