package db

import (
	"database/sql/driver"
	"fmt"
	"reflect"
)

// bind turns arguments into the two types that are stored, in a new slice.
func bind(args []any) ([]any, error) {
	bound := make([]any, len(args))
	for i, a := range args {
		switch x := a.(type) {
		case string, int64:
			bound[i] = x
		case int:
			bound[i] = int64(x)
		case bool:
			bound[i] = truth(x)
		default:
			v, err := value(a)
			if err != nil {
				return nil, fmt.Errorf("db: argument %d: %w", i+1, err)
			}
			bound[i] = v
		}
	}
	return bound, nil
}

// value is bind for the rarer types.
func value(a any) (any, error) {
	if v, ok := a.(driver.Valuer); ok {
		x, err := v.Value()
		if err != nil {
			return nil, err
		}
		if _, again := x.(driver.Valuer); !again && x != nil {
			return value(x)
		}
		a = x
	}
	switch r := reflect.ValueOf(a); r.Kind() {
	case reflect.String:
		return r.String(), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.Int(), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if r.Uint() > 1<<63-1 {
			return nil, fmt.Errorf("%d does not fit a BIGINT", r.Uint())
		}
		return int64(r.Uint()), nil
	case reflect.Bool:
		return truth(r.Bool()), nil
	}
	return nil, fmt.Errorf("cannot store a %T; only texts and whole numbers are kept", a)
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
