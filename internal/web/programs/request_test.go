package programs_test

import (
	"net/http"
	"net/http/httptest"
)

func request(path, key string) (*http.Request, *httptest.ResponseRecorder) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Authorization", "Bearer "+key)
	return r, httptest.NewRecorder()
}
