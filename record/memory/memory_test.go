package memory

import (
	"testing"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) record.Store { return New() })
}
