// The list by Go's net/http, with its bytes ready in memory.
package main

import (
	"crypto/sha256"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
)

func serve(file string, contentType string) {
	body, err := os.ReadFile(filepath.Join(os.Getenv("DATA"), file))
	if err != nil {
		log.Fatal(err)
	}
	etag := fmt.Sprintf("\"%x\"", sha256.Sum256(body))
	length := strconv.Itoa(len(body))
	http.HandleFunc("/"+file, func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Etag", etag)
		header.Set("Cache-Control", "public, max-age=0, must-revalidate")
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		header.Set("Content-Type", contentType)
		header.Set("Content-Length", length)
		w.Write(body)
	})
}

func main() {
	serve("list.json", "application/json; charset=utf-8")
	serve("page.html", "text/html; charset=utf-8")
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
