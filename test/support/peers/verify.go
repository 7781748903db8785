// Asks crypto/x509 and crypto/tls about certificates; see verify.ts for the lines in and out.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"strings"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if err := verify(fields); err != nil {
			fmt.Println("no\t" + strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok")
		}
	}
}

func verify(fields []string) error {
	purpose, ca, leaf, key, chain, hostName := fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]
	roots, err := pool(ca)
	if err != nil {
		return err
	}
	intermediates, err := pool(chain)
	if err != nil {
		return err
	}
	pair, err := tls.LoadX509KeyPair(leaf, key)
	if err != nil {
		return err
	}
	certificate, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		return err
	}
	usage := x509.ExtKeyUsageServerAuth
	if purpose == "client" {
		usage = x509.ExtKeyUsageClientAuth
	}
	options := x509.VerifyOptions{Roots: roots, Intermediates: intermediates, KeyUsages: []x509.ExtKeyUsage{usage}, DNSName: hostName}
	if _, err := certificate.Verify(options); err != nil {
		return err
	}
	if fields[6] != "" {
		return handshake(fields, roots, pair)
	}
	return nil
}

// A real mutual handshake in memory: the client of the line with the server of the line.
func handshake(fields []string, roots *x509.CertPool, clientPair tls.Certificate) error {
	serverPair, err := tls.LoadX509KeyPair(fields[6], fields[7])
	if err != nil {
		return err
	}
	appendChain(&serverPair, fields[8])
	appendChain(&clientPair, fields[4])
	near, far := net.Pipe()
	result := make(chan error, 1)
	go func() {
		config := &tls.Config{Certificates: []tls.Certificate{serverPair}, ClientCAs: roots, ClientAuth: tls.RequireAndVerifyClientCert}
		server := tls.Server(far, config)
		err := server.Handshake()
		if err == nil {
			_, err = server.Write([]byte("."))
		}
		far.Close()
		result <- err
	}()
	client := tls.Client(near, &tls.Config{RootCAs: roots, ServerName: "localhost", Certificates: []tls.Certificate{clientPair}})
	_, readError := client.Read(make([]byte, 1))
	near.Close()
	if err := <-result; err != nil {
		return err
	}
	return readError
}

func appendChain(pair *tls.Certificate, path string) {
	data, _ := os.ReadFile(path)
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		pair.Certificate = append(pair.Certificate, block.Bytes)
	}
}

func pool(path string) (*x509.CertPool, error) {
	result := x509.NewCertPool()
	if path == "" {
		return result, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !result.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("no certificate in %s", path)
	}
	return result, nil
}
