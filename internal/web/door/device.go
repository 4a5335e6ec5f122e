package door

import "strings"

// Device names the kind of device in a few words: enough to tell one's own sessions apart, too little to follow anybody.
func Device(agent string) string {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(agent, w) {
				return true
			}
		}
		return false
	}
	browser := "trình duyệt"
	switch {
	case has("Zalo"):
		browser = "Zalo"
	case has("Edg/"):
		browser = "Edge"
	case has("Firefox/"):
		browser = "Firefox"
	case has("Chrome/"):
		browser = "Chrome"
	case has("Safari/"):
		browser = "Safari"
	}
	switch {
	case has("Android"):
		return browser + " trên điện thoại Android"
	case has("iPhone", "iPad"):
		return browser + " trên iPhone, iPad"
	case has("Windows"):
		return browser + " trên Windows"
	case has("Macintosh"):
		return browser + " trên máy Mac"
	case has("Linux"):
		return browser + " trên Linux"
	}
	return browser
}
