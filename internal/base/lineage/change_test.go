package lineage_test

import "testing"

// Each case is one kind of change, done in time, late, ahead, or wrongly.
func TestChanges(t *testing.T) {
	const start = `
		2010-01-01 found tld < -
		2010-01-01 found hp < tld
		2010-01-01 found hd < tld
		2010-01-01 found q < hp
		2010-01-01 found a < q
		2010-01-01 found b < hp
		2010-01-01 found c < hd
	`
	for name, text := range map[string]string{
		"found": `
			tree 2009-12-31:
			tree 2010-01-01: tld(hd(c) hp(b q(a)))
			! 2011-01-01 found a < hp // không bao giờ dùng lại
			! 2009-12-31 found x < hp // chỉ hoạt động từ 01/01/2010
			! 2011-01-01 found x < zz // Không có đơn vị
			2011-01-01 found x < b
			life x: 2011-01-01..9999-12-31
			locate x 2010-06-01: b notyet
			locate x 2011-01-01: x here
		`,
		"rename": `
			2015-01-01 rename a Công đoàn A mới
			name a 2014-12-31: Đơn vị A
			name a 2015-01-01: Công đoàn A mới
			! 2015-06-01 rename a Công đoàn A mới // không có gì thay đổi
			! 2009-01-01 rename a X // chỉ hoạt động từ 01/01/2010
		`,
		"rename, the later decision recorded first": `
			recorded 2016-01-01
			2016-01-01 rename a Ba
			2015-01-01 rename a Hai
			name a 2015-06-01: Hai
			name a 2016-06-01: Ba
		`,
		"move": `
			2015-01-01 move a < b
			tree 2014-12-31: tld(hd(c) hp(b q(a)))
			tree 2015-01-01: tld(hd(c) hp(b(a) q))
			! 2016-01-01 move a < b // đã trực thuộc
			! 2016-01-01 move hp < a // cấp dưới
			! 2016-01-01 move a < a // chính mình
			! 2016-01-01 move a < b club // Gia nhập
		`,
		"a cycle only at an instant of the past": `
			2015-01-01 move a < b
			2016-01-01 move a < q
			! 2015-06-01 move b < a // cấp dưới
			2016-06-01 move b < a
			tree 2016-06-01: tld(hd(c) hp(q(a(b))))
			! 2014-01-01 move b < a // cấp dưới
		`,
		"a second parent": `
			2015-01-01 found clb < ~ club:-
			2015-01-01 found clb2 < ~ club:-
			2015-02-01 join a < clb club
			tree 2015-02-01 club: clb(a) clb2
			! 2015-03-01 join a < clb2 club // hãy dùng “Chuyển”
			! 2015-03-01 join a < hp union // hãy dùng “Chuyển”
			2015-03-01 move a < clb2 club
			tree 2015-03-01 club: clb clb2(a)
			2015-04-01 leave a club
			tree 2015-04-01 club: clb clb2
			locate a 2015-04-01 club: - outside
			locate b 2015-04-01 club: - outside
			! 2015-05-01 leave a club // không có gì để rút
			! 2015-05-01 leave a union // không thể rút
			tree 2015-04-01: tld(hd(c) hp(b q(a)))
		`,
		"consolidate": `
			2025-07-01 consolidate hp hd > hpm
			tree 2025-06-30: tld(hd(c) hp(b q(a)))
			tree 2025-07-01: tld(hpm(b c q(a)))
			locate hp 2025-07-01: hpm successor 8
			locate hpm 2025-06-30: tld notyet
			locate a 2025-07-01: a here
			life hp: 2010-01-01..2025-07-01
			! 2026-01-01 move c < hd // chỉ hoạt động đến hết 30/06/2025
			! 2026-01-01 absorb hp > hpm // đã kết thúc từ 01/07/2025
			! 2026-01-01 consolidate b > bb // ít nhất hai đơn vị
			! 2026-01-01 consolidate b tld > bb // không cùng một cấp trên
		`,
		"consolidate, decided late": `
			2025-07-15 found y < hp
			2025-08-01 move a < hp
			2025-08-15 move c < tld
			2025-09-01 move c < hd
			recorded 2025-10-05
			2025-07-01 consolidate hp hd > hpm
			tree 2025-07-01: tld(hpm(b c q(a)))
			tree 2025-07-15: tld(hpm(b c q(a) y))
			tree 2025-08-01: tld(hpm(a b c q y))
			tree 2025-08-15: tld(c hpm(a b q y))
			tree 2025-09-01: tld(hpm(a b c q y))
		`,
		"what follows a change decided ahead": `
			recorded 2025-05-01
			2025-07-01 consolidate hp hd > hpm
			2025-06-01 found y < hp
			2025-06-15 move c < hp
			tree 2025-06-20: tld(hd hp(b c q(a) y))
			tree 2025-07-01: tld(hpm(b c q(a) y))
		`,
		"a late move cuts off what only followed": `
			2025-07-01 consolidate hp hd > hpm
			recorded 2025-10-05
			2025-06-01 move b < tld
			tree 2025-06-01: tld(b hd(c) hp(q(a)))
			tree 2025-07-01: tld(b hpm(c q(a)))
		`,
		"a late move leaves later decisions of its own": `
			2025-08-01 move b < hd
			2025-06-01 move b < tld
			tree 2025-06-01: tld(b hd(c) hp(q(a)))
			tree 2025-08-01: tld(hd(b c) hp(q(a)))
		`,
		"a late end is not undone by later words": `
			2025-08-01 suspend b
			2025-09-01 resume b
			2025-07-01 absorb b > q
			life b: 2010-01-01..2025-07-01
			tree 2025-09-01: tld(hd(c) hp(q(a)))
			locate b 2025-09-01: q successor 10
		`,
		"absorb": `
			2020-01-01 absorb hd > hp
			tree 2020-01-01: tld(hp(b c q(a)))
			locate hd 2020-01-01: hp successor 8
			! 2021-01-01 absorb hp > hp // chính mình
			! 2021-01-01 absorb b > hd // chỉ hoạt động đến hết
		`,
		"absorb a parent into its child": `
			2020-01-01 absorb hp > q
			tree 2020-01-01: tld(hd(c) q(a b))
			locate hp 2020-01-01: q successor 8
			! 2021-01-01 absorb tld > a // cấp dưới
		`,
		"absorb twice": `
			2020-01-01 absorb hd > hp
			2021-01-01 consolidate hp b > n < tld
			tree 2021-01-01: tld(n(c q(a)))
			locate hd 2021-01-01: n successor 8 9
			locate hd 2020-06-01: hp successor 8
		`,
		"split into new ones (chia)": `
			2010-01-01 found d < hp
			2020-01-01 split hp > n=b,q m=d
			tree 2020-01-01: tld(hd(c) m(d) n(b q(a)))
			locate hp 2020-01-01: tld undivided 9
			locate n 2019-12-31: tld notyet
			locate a 2020-01-01: a here
		`,
		"split leaves nobody without a place": `
			! 2020-01-01 split hp > n=b m= // chưa được chia vào phần nào (Đơn vị Q)
			! 2020-01-01 split hp > n=b,q m=b // chia vào hai nơi
			! 2020-01-01 split hp > n=b,q,c m= // không trực thuộc
			! 2020-01-01 split hp > n=* // ít nhất hai phần
			2020-01-01 split hp > n=b m=*
			tree 2020-01-01: tld(hd(c) m(q(a)) n(b))
		`,
		"split with shares": `
			2020-01-01 split hp > n=* m= ind n:400000 m:600000
			locate hp 2020-01-01: tld undivided 8 n:ind:400000 m:ind:600000
			2021-01-01 split m > m1=* m2= ind m1:333333 m2:666667
			locate hp 2021-01-01: tld undivided 8 9 n:ind:400000 m1:ind:200000 m2:ind:400000
			2022-01-01 absorb m1 > n
			locate hp 2022-01-01: tld undivided 8 9 10 n:ind:600000 m2:ind:400000
		`,
		"shares add up": `
			! 2020-01-01 split hp > n=* m= ind n:400000 m:500000 // cộng lại được 900.000 phần triệu
			! 2020-01-01 split hp > n=* m= ind n:1000000 // chưa có tỷ lệ phân bổ cho mọi phần
			! 2020-01-01 split hp > n=* m= ind n:-1 m:1000001 // phải từ 0
		`,
		"split and joined again": `
			2020-01-01 split hp > n=* m=
			2021-01-01 consolidate n m > o
			locate hp 2021-01-01: o successor 8 9
			locate hp 2020-06-01: tld undivided 8
		`,
		"split off (tách)": `
			2020-01-01 split hp > hp= n=b
			tree 2020-01-01: tld(hd(c) hp(q(a)) n(b))
			locate hp 2020-01-01: hp here
		`,
		"split late": `
			2020-03-01 found y < hp
			recorded 2021-01-01
			2020-01-01 split hp > n=b m=*
			tree 2020-01-01: tld(hd(c) m(q(a)) n(b))
			tree 2020-03-01: tld(hd(c) m(q(a) y) n(b))
			2020-02-01 found z < m
			2019-06-01 found w < hp
			tree 2020-03-01: tld(hd(c) m(q(a) w y z) n(b))
		`,
		"dissolve": `
			2020-01-01 dissolve b
			tree 2020-01-01: tld(hd(c) hp(q(a)))
			locate b 2020-01-01: hp gone
			! 2020-06-01 dissolve q // còn 1 đơn vị trực thuộc từ 01/06/2020 (Đơn vị A)
			! 2020-06-01 dissolve b // đã kết thúc từ 01/01/2020
			2020-06-01 dissolve q hold hp
			tree 2020-06-01: tld(hd(c) hp(a))
			locate q 2020-06-01: hp gone
		`,
		"dissolve with a successor": `
			2020-01-01 dissolve q > b
			tree 2020-01-01: tld(hd(c) hp(b(a)))
			locate q 2020-01-01: b successor 8
		`,
		"dissolve with a successor, children held elsewhere": `
			2020-01-01 dissolve q > b hold hp
			tree 2020-01-01: tld(hd(c) hp(a b))
			locate q 2020-01-01: b successor 8
			2019-06-01 found y < q
			tree 2019-12-31: tld(hd(c) hp(b q(a y)))
			tree 2020-01-01: tld(hd(c) hp(a b y))
		`,
		"a figure of one that is gone, above it all has changed": `
			2020-01-01 dissolve b
			2021-01-01 consolidate hp hd > n
			locate b 2021-06-01: n gone
		`,
		"suspend": `
			2020-01-01 suspend b
			tree 2020-06-01: tld(hd(c) hp(b q(a)))
			! 2020-06-01 suspend b // tạm ngừng vào ngày 01/06/2020 rồi
			2021-01-01 resume b
			! 2021-06-01 resume b // không có gì để khôi phục
		`,
		"correct a name": `
			note before
			2010-01-01 correct a Đơn vị Á
			name a 2012-01-01: Đơn vị Á
			name a 2012-01-01@before: Đơn vị A
			! 2011-01-01 correct a X // không có ghi nhận nào về tên vào ngày 01/01/2011
		`,
		"correct a parent": `
			note before
			2010-01-01 reparent a < b
			tree 2012-01-01: tld(hd(c) hp(b(a) q))
			tree 2012-01-01@before: tld(hd(c) hp(b q(a)))
			! 2011-01-01 reparent a < q // không có ghi nhận nào về cấp trên
		`,
		"correct a birth": `
			note before
			born a 2012-01-01
			life a: 2012-01-01..9999-12-31
			life a@before: 2010-01-01..9999-12-31
			tree 2011-01-01: tld(hd(c) hp(b q))
			born a 2011-01-01
			tree 2011-01-01: tld(hd(c) hp(b q(a)))
			! born a 2009-01-01 // chỉ hoạt động từ 01/01/2010
			! born q 2011-06-01 // chỉ hoạt động từ 01/06/2011
		`,
		"withdraw a change": `
			2025-07-01 consolidate hp hd > hpm
			note before
			! withdraw 1 // trực thuộc
			withdraw 8
			tree 2025-07-01: tld(hd(c) hp(b q(a)))
			tree 2025-07-01@before: tld(hpm(b c q(a)))
			locate hp 2025-07-01: hp here
			life hpm: ..
			! 2025-08-01 move a < hpm // đã bị hủy ghi nhận
			2025-08-01 consolidate hp hd > hpn
			tree 2025-08-01: tld(hpn(b c q(a)))
			locate hd 2025-08-01: hpn successor 10
		`,
		"withdraw, with what was founded meanwhile": `
			recorded 2025-05-01
			2025-07-01 consolidate hp hd > hpm
			2025-06-01 found y < hp
			2025-06-15 move c < hp
			2025-06-20 move y < tld
			tree 2025-07-01: tld(hpm(b c q(a)) y)
			withdraw 11
			tree 2025-07-01: tld(hpm(b c q(a) y))
			2025-08-01 found z < hpm
			! withdraw 8 // chưa thể hủy ghi nhận việc thành lập Đơn vị HPM
			withdraw 13
			withdraw 8
			tree 2025-07-01: tld(hd hp(b c q(a) y))
			tree 2025-06-10: tld(hd(c) hp(b q(a) y))
		`,
		"withdraw in order": `
			2020-01-01 consolidate hp hd > n
			2021-01-01 absorb n > tld
			! withdraw 8 // Hãy hủy ghi nhận quyết định đó trước
			withdraw 9
			withdraw 8
			tree 2021-06-01: tld(hd(c) hp(b q(a)))
		`,
		"other lines": `
			2020-01-01 join hp < - club
			2020-01-01 join hd < - club
			2020-01-01 found k < ~ club:hp
			2020-01-01 join a < k club
			2020-01-01 join c < k club
			tree 2020-01-01 club: hd hp(k(a c))
			2021-01-01 consolidate hp hd > hpm
			tree 2021-01-01 club: hpm(k(a c))
			2022-01-01 dissolve k
			tree 2022-01-01 club: hpm
			locate k 2022-01-01 club: hpm gone
			locate k 2022-01-01: - outside
			tree 2022-01-01: tld(hpm(b c q(a)))
		`,
		"known": `
			recorded 2025-06-20
			2025-07-01 consolidate hp hd > hpm
			note june
			recorded 2025-11-01
			2025-07-01 dissolve b
			note november
			2025-07-01 move c < tld
			tree 2025-07-01@june: tld(hpm(b c q(a)))
			tree 2025-07-01@november: tld(hpm(c q(a)))
			tree 2025-07-01: tld(c hpm(q(a)))
			locate b 2025-07-01@june: b here
			locate b 2025-07-01: hpm gone
		`,
		"days that are none": `
			! 9999-12-31 rename a X // Chưa có ngày hiệu lực
			! 2010-01-01 dissolve a // đúng ngày 01/01/2010
		`,
	} {
		t.Run(name, func(t *testing.T) { run(t, start+text) })
	}
}
