// Package twitchmock runs a mock Twitch for tests: it starts the executable twitch, or attaches to a server that runs.
package twitchmock

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"time"
)

// Executable is the path of twitch, or its name on the PATH.
var Executable = "twitch"

// Mock is a server.
type Mock struct {
	URL  string
	Stop func() // Ends what Start has started, and waits for it.
}

// UserToken is an access token, with its client and its user.
type UserToken struct {
	Token    string `json:"access_token"`
	ClientID string
	User     struct{ ID, Login string }
}

// Start starts a server on free ports, with its data in memory; it ends by Stop, and with this process, however that
// ends. The flags are those of "twitch mock-api start": Start("--seed=1", "--fixtures=world.yaml").
func Start(flags ...string) (*Mock, error) {
	own := []string{"mock-api", "start", "--port=0", "--irc-port=0", "--db=:memory:", "--exit-with-stdin"}
	cmd := exec.Command(Executable, append(own, flags...)...)
	stdin, _ := cmd.StdinPipe()
	stderr, _ := cmd.StderrPipe()
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w: set twitchmock.Executable to the path of twitch (twitch.exe on Windows)", err)
	}
	mock, log, line := &Mock{Stop: func() { stdin.Close(); _ = cmd.Wait() }}, bufio.NewScanner(stderr), ""
	for !strings.HasSuffix(line, " Mock server started") {
		if !log.Scan() {
			mock.Stop()
			return nil, fmt.Errorf("twitch mock-api start: %s", line)
		}
		line = log.Text()
		if _, url, found := strings.Cut(line, "Starting mock API server on "); found {
			mock.URL = url
		}
	}
	go io.Copy(io.Discard, stderr) // A pipe that nobody reads would be full one day.
	return mock, nil
}

// Attach takes a server that runs already, such as http://localhost:8080; its Stop leaves it running.
func Attach(url string) *Mock { return &Mock{URL: url, Stop: func() {}} }

// UserToken makes an access token of the user with the login; of the first user, if that is empty.
func (m *Mock) UserToken(login string, scopes ...string) (granted UserToken, err error) {
	var clients, users struct {
		Data []struct{ ID, Secret, Login string }
	}
	err = m.Call("GET", "/units/clients", nil, &clients)
	if err == nil && len(clients.Data) == 0 {
		clients.Data = append(clients.Data, struct{ ID, Secret, Login string }{})
		err = m.Call("POST", "/units/clients", map[string]string{"Name": "Tests"}, &clients.Data[0])
	}
	if err == nil {
		err = m.Call("GET", "/units/users", nil, &users)
	}
	for _, user := range users.Data {
		if login == "" || login == user.Login {
			client := clients.Data[0]
			granted.ClientID, granted.User.ID, granted.User.Login = client.ID, user.ID, user.Login
			err = m.Call("POST", "/auth/authorize", map[string]any{"grant_type": "user_token", "client_id": client.ID,
				"client_secret": client.Secret, "user_id": user.ID, "scope": scopes}, &granted)
			return granted, err
		}
	}
	if err == nil {
		err = fmt.Errorf("the world has no user %q", login)
	}
	return granted, err
}

// Reset takes the world back to its start.
func (m *Mock) Reset() error { return m.Call("POST", "/units/reset", nil, nil) }

// AdvanceClock moves the clock on; what becomes due on the way has happened then.
func (m *Mock) AdvanceClock(by time.Duration) error {
	return m.Call("POST", "/units/clock", map[string]string{"advance": fmt.Sprint(by.Milliseconds(), "ms")}, nil)
}

// WaitForRequests waits until as many requests have come as match, and returns them.
func (m *Mock) WaitForRequests(match map[string]string, count int) ([]map[string]any, error) {
	var found struct{ Data []map[string]any }
	err := m.Call("POST", "/units/requests/wait", map[string]any{"match": match, "count": count}, &found)
	return found.Data, err
}

// Call asks the server for whatever else is under /units; its refusals are errors in its own words.
func (m *Mock) Call(method, path string, body, answer any) error {
	sent, _ := json.Marshal(body)
	request, err := http.NewRequest(method, m.URL+path, bytes.NewReader(sent))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	var refusal struct{ Message string }
	if response.StatusCode >= 300 && json.Unmarshal(text, &refusal) == nil {
		return errors.New(refusal.Message)
	}
	if err == nil && answer != nil {
		err = json.Unmarshal(text, answer)
	}
	return err
}
