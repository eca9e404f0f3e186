module github.com/the_owner/twitch-cli/clients/go

go 1.18
