package twitchmock

// Run by modules.test.ts with "go test"; TWITCH is the executable.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var twitch *Mock

func TestMain(m *testing.M) {
	Executable = os.Getenv("TWITCH")
	var err error
	if twitch, err = Start("--seed=1"); err != nil {
		panic(err)
	}
	code := m.Run()
	twitch.Stop()
	os.Exit(code)
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

func user(granted UserToken) map[string]any {
	request := must(http.NewRequest("GET", twitch.URL+"/mock/users", nil))
	request.Header.Set("Client-Id", granted.ClientID)
	request.Header.Set("Authorization", "Bearer "+granted.Token)
	response := must(http.DefaultClient.Do(request))
	defer response.Body.Close()
	var found struct{ Data []map[string]any }
	if err := json.NewDecoder(response.Body).Decode(&found); err != nil {
		panic(err)
	}
	return found.Data[0]
}

func equal(t *testing.T, got, wanted any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(wanted) {
		t.Errorf("got %v, not %v", got, wanted)
	}
}

func TestUserToken(t *testing.T) {
	granted := must(twitch.UserToken("", "channel:read:polls", "user:read:email"))
	found := user(granted)
	equal(t, found["id"], granted.User.ID)
	equal(t, found["email"] != "", true)
	if err := twitch.Call("POST", "/units/users", map[string]string{"login": "alice"}, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, user(must(twitch.UserToken("alice")))["login"], "alice")
}

func TestResetClockAndRequests(t *testing.T) {
	equal(t, twitch.Reset(), nil)
	granted := must(twitch.UserToken(""))
	user(granted)
	requests := must(twitch.WaitForRequests(map[string]string{"operation": "Get Users"}, 1))
	equal(t, requests[0]["user_id"], granted.User.ID)
	equal(t, twitch.AdvanceClock(5*time.Minute), nil)
	var clock struct {
		Offset float64 `json:"offset_ms"`
	}
	equal(t, twitch.Call("GET", "/units/clock", nil, &clock), nil)
	equal(t, clock.Offset >= 299_000, true)
	equal(t, twitch.Reset(), nil)
	var journal struct{ Total int }
	equal(t, twitch.Call("GET", "/units/requests", nil, &journal), nil)
	equal(t, journal.Total, 0)
}

func TestAttached(t *testing.T) {
	attached := Attach(twitch.URL)
	equal(t, must(attached.UserToken("")).User, must(twitch.UserToken("")).User)
	attached.Stop()
	equal(t, twitch.Call("GET", "/health", nil, nil), nil)
}

func TestWorldOfItsOwn(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a folder")
	one, other := filepath.Join(folder, "one.yaml"), filepath.Join(folder, "the other.yaml")
	executable := Executable
	defer func() { Executable = executable }()
	equal(t, os.Mkdir(folder, 0o700), nil)
	equal(t, os.WriteFile(one, []byte("users: [{ login: alice }]"), 0o600), nil)
	equal(t, os.WriteFile(other, []byte("users: [{ login: bob }]"), 0o600), nil)
	Executable = filepath.Join(folder, "my twitch")
	equal(t, os.Symlink(executable, Executable), nil)
	own := must(Start("--count=0", "--fixtures="+one, "--fixtures="+other, "--rate-limit"))
	equal(t, must(own.UserToken("bob")).User.Login, "bob")
	own.Stop()
	equal(t, own.Reset() != nil, true)
}

func TestErrors(t *testing.T) {
	address := must(url.Parse(twitch.URL))
	empty := must(Start("--count=0"))
	defer empty.Stop()
	refused := func(err error, wanted string) {
		t.Helper()
		if err == nil || !strings.HasPrefix(err.Error(), wanted) {
			t.Errorf("got %v, not %s", err, wanted)
		}
	}
	_, err := twitch.UserToken("", "nonsense")
	refused(err, "invalid scope requested: 'nonsense'")
	_, err = twitch.UserToken("nobody")
	refused(err, `the world has no user "nobody"`)
	_, err = empty.UserToken("")
	refused(err, `the world has no user`)
	refused(twitch.AdvanceClock(-time.Minute), "The clock advances only forward")
	_, err = twitch.WaitForRequests(map[string]string{"operation": "Get Streams"}, 2)
	refused(err, "0 of 2 requests came within 2000 ms. GET /units/requests lists what came.")
	_, err = Start("--port=" + address.Port())
	refused(err, "twitch mock-api start: port "+address.Port()+" is already in use: try -p ")
	_, err = Start("--seed=x")
	refused(err, `twitch mock-api start: invalid value "x" for --seed: `)
	executable := Executable
	defer func() { Executable = executable }()
	Executable = "/nowhere/twitch"
	_, err = Start()
	refused(err, "fork/exec /nowhere/twitch: no such file or directory: set twitchmock.Executable to the path of twitch")
}

func TestTenAtOnce(t *testing.T) {
	urls := sync.Map{}
	var group sync.WaitGroup
	for count := 0; count < 10; count++ {
		group.Add(1)
		go func() {
			defer group.Done()
			one := must(Start("--count=1"))
			_, isTaken := urls.LoadOrStore(one.URL, true)
			equal(t, isTaken, false)
			t.Cleanup(one.Stop)
		}()
	}
	group.Wait()
}
