// A bot as its user writes it: nothing but Twitch's own addresses.
package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
)

func main() {
	asked, _ := http.NewRequest("GET", "https://api.twitch.tv/helix/users", nil)
	asked.Header.Set("Client-Id", os.Getenv("TWITCH_CLIENT_ID"))
	asked.Header.Set("Authorization", "Bearer "+os.Getenv("TWITCH_ACCESS_TOKEN"))
	users, err := http.DefaultClient.Do(asked)
	if err != nil {
		panic(err)
	}
	refreshed, err := http.PostForm("https://id.twitch.tv/oauth2/token", url.Values{
		"grant_type":    {"refresh_token"},
		"refresh_token": {os.Getenv("TWITCH_REFRESH_TOKEN")},
		"client_id":     {os.Getenv("TWITCH_CLIENT_ID")},
		"client_secret": {os.Getenv("TWITCH_CLIENT_SECRET")},
	})
	if err != nil {
		panic(err)
	}
	_, refusal := http.Get("https://gql.twitch.tv/")
	fmt.Println(users.StatusCode, refreshed.StatusCode, refusal)
}
