package memory

import (
	"testing"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) record.Store { return New() })
}

func TestAnyOrder(t *testing.T) {
	storetest.AnyOrder(t, 300, func(*testing.T) record.Store { return New() })
}
