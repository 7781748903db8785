// A server and a client of mutual TLS as tutorials for Go write them.
//
//	https server server.crt server.key ca.crt
//	https client https://localhost:8443/ ca.crt [client.crt client.key]
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	log.SetFlags(0)
	if os.Args[1] == "server" {
		serve(os.Args[2], os.Args[3], os.Args[4])
	} else {
		get(os.Args[2], os.Args[3], os.Args[4:])
	}
}

func serve(certFile, keyFile, caFile string) {
	server := &http.Server{
		TLSConfig: &tls.Config{
			ClientCAs:  pool(caFile),
			ClientAuth: tls.RequireAndVerifyClientCert,
		},
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			name := r.TLS.PeerCertificates[0].Subject.CommonName
			fmt.Println("accepted", name)
			fmt.Fprintf(w, "Hello %s\n", name)
		}),
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("port", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(server.ServeTLS(listener, certFile, keyFile))
}

func get(url, caFile string, identity []string) {
	config := &tls.Config{RootCAs: pool(caFile)}
	if len(identity) == 2 {
		pair, err := tls.LoadX509KeyPair(identity[0], identity[1])
		if err != nil {
			log.Fatal(err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config}}
	response, err := client.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.StatusCode)
	os.Stdout.Write(body)
}

func pool(caFile string) *x509.CertPool {
	pem, err := os.ReadFile(caFile)
	if err != nil {
		log.Fatal(err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		log.Fatalf("%s holds no certificate", caFile)
	}
	return pool
}
