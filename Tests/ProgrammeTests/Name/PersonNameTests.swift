import Foundation
import Programme
import Testing

@Suite struct PersonNameTests {
    @Test(arguments: [
        ("Nguyễn Thị Minh Hạnh", "Nguyễn", "Thị Minh", "Hạnh", false), ("Lê Anh", "Lê", "", "Anh", false),
        ("Rah Lan Chung", "Rah Lan", "", "Chung", true), ("Rơ Châm H'Lan", "Rơ Châm", "", "H'Lan", true),
        ("Rơ Mah Hyéo", "Rơ Mah", "", "Hyéo", true), ("Kpă Thuyên", "Kpă", "", "Thuyên", true),
        ("Y Moan Ênuôl", "Ênuôl", "", "Y Moan", true), ("H’Hen Niê", "Niê", "", "H’Hen", true),
        ("Siu", "", "", "Siu", true),
        ("Tôn Nữ Thị Ninh", "Tôn Nữ", "Thị", "Ninh", true), ("Hoàng Niê", "Hoàng", "", "Niê", false),
    ])
    func `the parts of a name are proposed`(
        _ full: String,
        _ family: String,
        _ middle: String,
        _ given: String,
        _ isGuess: Bool
    ) throws {
        let name = try #require(PersonName(full))
        #expect(name.parts == PersonNameParts(family: family, middle: middle, given: given, isGuess: isGuess))
        #expect(name.full == full)
    }

    @Test func `a list is sorted by given name, then family, then middle name`() throws {
        let sorted = [
            "Trần Văn An", "Nguyễn Thị Ánh", "Lê Văn Bình", "Nguyễn Anh Bình", "Nguyễn Văn Bình", "Phạm Dung", "Lê Đức",
            "Nguyễn Văn Hòa", "Trần Thị Hoà", "Bùi Thị Hoa Lan", "Nguyễn Ơn", "Lê Ưng", "Rah Lan Chung",
        ]
        let names = try sorted.map { try #require(PersonName($0)) }
        let byKey = names.sorted { $0.sortKey.utf8.lexicographicallyPrecedes($1.sortKey.utf8) }.map(\.full)
        #expect(
            byKey == [
                "Trần Văn An", "Nguyễn Thị Ánh", "Lê Văn Bình", "Nguyễn Anh Bình", "Nguyễn Văn Bình", "Rah Lan Chung",
                "Phạm Dung", "Lê Đức", "Nguyễn Văn Hòa", "Trần Thị Hoà", "Bùi Thị Hoa Lan", "Nguyễn Ơn", "Lê Ưng",
            ]
        )
    }

    @Test(arguments: [("hoà", "hòa"), ("Mỹ", "Mĩ"), ("THUÝ", "thúy"), ("Uỷ", "ủy"), ("Quý", "quí"), ("H'Lan", "H’lan")])
    func `spellings of one name have one search key`(_ one: String, _ other: String) throws {
        let (one, other) = (try #require(PersonName("Lê " + one)), try #require(PersonName("LÊ  " + other)))
        #expect(one.searchKey == other.searchKey)
    }

    @Test func `the index has every word, the spelling with i, and initials with the given name`() throws {
        let name = try #require(PersonName("Nguyễn Văn Mỹ"))
        #expect(name.searchWords == ["mi", "my", "nguyen", "nvmy", "van"])
        #expect(name.initials == "NVM")
        #expect(try #require(PersonName("đặng thị ân")).initials == "ĐTÂ")
        #expect(try #require(PersonName("Thuỷ")).searchKey == "thuy")
    }

    @Test(arguments: [
        ("hanh", true), ("Hạnh", true), ("hành", false), ("nguyen hanh", true), ("hanh ng", true), ("nthanh", false),
        ("ntmhanh", true), ("ntm", true), ("nguyê", true), ("nguyễ", true), ("nguyệ", false), ("thi minh", true),
        ("đ", false), ("xuan", false), ("HẠNH", true), ("  n  ", true),
    ])
    func `a search finds by the beginning of any word, with and without marks`(_ typed: String, _ isFound: Bool) throws
    {
        let name = try #require(PersonName("Nguyễn Thị Minh Hạnh"))
        let search = try #require(NameSearch(typed))
        #expect(search.matches(name) == isFound)
        if isFound {
            #expect(search.prefixes.allSatisfy { prefix in name.searchWords.contains { $0.hasPrefix(prefix) } })
        }
    }

    @Test func `d finds đ and đ only itself; nothing typed is no search`() throws {
        let name = try #require(PersonName("Lê Dung"))
        #expect(try #require(NameSearch("dung")).matches(name))
        #expect(try !#require(NameSearch("đung")).matches(name))
        #expect(NameSearch(" .,'") == nil)
        let long = try #require(NameSearch(String(repeating: "a ", count: 100_000)))
        #expect(long.prefixes.count == NameSearch.mostWords)
    }

    @Test(arguments: [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"), ("RƠ CHÂM H'BÔNG", "Rơ Châm H'Bông"), ("K'DANG", "K'Dang"),
        ("TÔN NỮ THỊ NINH-HÀ", "Tôn Nữ Thị Ninh-Hà"), ("Nguyễn VĂN An", nil), ("A", nil), ("Y An", nil),
    ])
    func `capitals get a proposal in name case`(_ typed: String, _ proposal: String?) throws {
        #expect(try #require(PersonName(typed)).inNameCase == proposal)
        #expect(try #require(PersonName(typed.decomposedStringWithCanonicalMapping)).inNameCase == proposal)
    }

    @Test(arguments: [
        ("", ProblemCode.nameMissing), (" \u{a0}", .nameMissing), ("Nguy?n V?n An", .textLostCharacters),
        ("---", .nameHasNoLetters),
        ("Lê Văn 8", .nameHasDigits), (String(repeating: "a", count: 101), .textTooLong),
        ("Lê\u{fffd}", .textLostCharacters),
    ])
    func `what is no name is refused with the reason`(_ typed: String, _ code: ProblemCode) {
        let read = PersonName.read(typed)
        #expect(read.isRefused)
        #expect(read.value == nil)
        #expect(read.problems.map(\.code) == [code])
    }

    @Test func `an odd name is taken with a warning`() throws {
        #expect(PersonName.read("Nguyễn Văn An (Tư)").problems == [])
        #expect(PersonName.read("H’Hen Niê").problems == [])
        #expect(PersonName.read("Lê @ An").problems == [FieldProblem(.nameHasOddCharacters, "@")])
        let read = PersonName.read("LÊ VĂN AN")
        #expect(read.value?.full == "LÊ VĂN AN")
        #expect(read.problems == [FieldProblem(.nameInCapitals, "Lê Văn An")])
        #expect(!read.isRefused)
    }

    @Test func `a name is not printed by accident`() throws {
        let name = try #require(PersonName("Nguyễn Thị Hạnh"))
        #expect(!"\(name) \(String(reflecting: name))".contains("Hạnh"))
    }
}
