// Decodes all certificates of a PEM file again and again, fingerprints included, and prints how many
// nanoseconds one takes: decode FILE MILLISECONDS
package main

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"strconv"
	"time"
)

var kept [32]byte

func main() {
	rest, err := os.ReadFile(os.Args[1])
	check(err)
	budget, err := strconv.ParseFloat(os.Args[2], 64)
	check(err)
	var blocks [][]byte
	for {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		if block == nil {
			break
		}
		blocks = append(blocks, pem.EncodeToMemory(block))
	}
	count := 0
	start := time.Now()
	for time.Since(start).Seconds()*1000 < budget {
		for _, text := range blocks {
			block, _ := pem.Decode(text)
			// Go refuses a few old roots, which costs it no more than reading them.
			if certificate, err := x509.ParseCertificate(block.Bytes); err == nil {
				kept = sha256.Sum256(certificate.Raw)
			}
		}
		count += len(blocks)
	}
	fmt.Println(time.Since(start).Nanoseconds() / int64(count))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
