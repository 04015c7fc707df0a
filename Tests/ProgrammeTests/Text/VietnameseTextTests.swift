import Foundation
import Programme
import TestSupport
import Testing

@Suite struct VietnameseTextTests {
    /// Every letter of Vietnamese, small and capital.
    static let letters = Array(
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    ).flatMap { [$0, Character($0.uppercased())] }

    @Test func `every letter comes back as one code point, from NFD and from marks in the other order`() {
        for letter in Self.letters {
            let text = String(letter)
            #expect(VietnameseText.clean(text).unicodeScalars.count == 1)
            let apart = Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
            for marks in [Array(apart.dropFirst()), apart.dropFirst().reversed()] {
                let typed = String(String.UnicodeScalarView(apart.prefix(1) + marks))
                #expect(VietnameseText.clean(typed).unicodeScalars.elementsEqual(text.unicodeScalars))
            }
        }
    }

    @Test(arguments: [
        ("\u{d0}ặng Văn \u{f0}ô", "Đặng Văn đô"), ("\u{189}oàn \u{256}ức", "Đoàn đức"),
        ("  Nguyễn\u{a0}\u{a0}Văn \t An\r\n", "Nguyễn Văn An"), ("Lê\u{200b} \u{feff}Thị\u{ad}", "Lê Thị"),
        ("An\u{0}Bình", "An Bình"), ("", ""), ("   ", ""), ("Kpă Thuyên", "Kpă Thuyên"),
        ("Rơ Châm Hyéo", "Rơ Châm Hyéo"),
    ])
    func `known damage is mended and nothing else is touched`(_ typed: String, _ clean: String) {
        #expect(VietnameseText.clean(typed).unicodeScalars.elementsEqual(clean.unicodeScalars))
    }

    @Test(arguments: [
        ("Đặng", "dang"), ("Nguyễn Thị Hạnh", "nguyen thi hanh"), ("HÒA", "hoa"), ("hoà", "hoa"), ("Ơ Đu", "o du"),
        ("K'Dang", "kdang"), ("H’Bông", "hbong"), ("Gia-rai", "gia rai"), ("Ayŭn Č Ƀ ƀ", "ayun c b b"),
        ("  P. Chi\u{a0}Lăng (cũ)", "p chi lang cu"), ("12/A", "12 a"), ("...", ""), ("Rơ\u{306}", "ro"),
    ])
    func `folding leaves plain words`(_ text: String, _ folded: String) {
        #expect(VietnameseText.folded(text) == folded)
    }

    @Test func `cleaning and folding change nothing the second time, and NFC and NFD agree`() {
        var random = SeededRandom(seed: 42)
        let pool =
            Self.letters.map(String.init) + [
                " ", "'", "’", "-", "\u{a0}", "\u{301}", "\u{323}", "\u{302}", "\u{31b}", "\u{306}", "ð", "Ð", "č", "ŏ",
                "ƀ", "İ", "ß",
                "1", "한", "字", "😀", "\u{200b}", ".", "\u{fffd}", "ﬁ", "K", "½", "ǰ", "\u{0}",
            ]
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pool.randomElement(using: &random) ?? ""
            }
            .joined()
            let clean = VietnameseText.clean(text)
            #expect(
                VietnameseText.clean(clean).unicodeScalars.elementsEqual(clean.unicodeScalars),
                "\(text.debugDescription)"
            )
            let nfc = clean.precomposedStringWithCanonicalMapping
            #expect(nfc.unicodeScalars.elementsEqual(clean.unicodeScalars), "\(text.debugDescription)")
            let folded = VietnameseText.folded(text)
            #expect(VietnameseText.folded(folded) == folded, "\(text.debugDescription)")
            let apart = clean.decomposedStringWithCanonicalMapping
            #expect(VietnameseText.folded(apart) == VietnameseText.folded(clean), "\(text.debugDescription)")
        }
    }

    @Test func `letters sort as the alphabet does and tones come second, in dictionary order`() {
        let alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".map { VietnameseSortKey.key(String($0)) }
        #expect(alphabet == alphabet.sorted { bytes($0).lexicographicallyPrecedes(bytes($1)) })
        #expect(Set(alphabet).count == 33)
        let words = [
            "ma", "mà", "mả", "mã", "má", "mạ", "man", "màn", "măn", "mân", "mây", "me", "mê", "mo", "mô", "mơ",
        ]
        let keys = words.map { VietnameseSortKey.key($0) }
        #expect(keys == keys.sorted { bytes($0).lexicographicallyPrecedes(bytes($1)) })
        #expect(Set(keys).count == words.count)
    }

    @Test func `case, spaces and the place of the tone do not change the order`() {
        #expect(VietnameseSortKey.key("HÒA") == VietnameseSortKey.key("hoà "))
        #expect(VietnameseSortKey.key("Thuý") == VietnameseSortKey.key("Thúy"))
        #expect(VietnameseSortKey.key("Thị") < VietnameseSortKey.key("Thị Ánh"))
        #expect(VietnameseSortKey.key("Đa") > VietnameseSortKey.key("Dư"))
    }

    @Test func `keys are ASCII and order all texts without contradiction`() {
        var random = SeededRandom(seed: 9)
        let keys = (0..<300).map { _ in
            let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Self.letters.randomElement(using: &random).map(String.init) ?? ""
            }
            return VietnameseSortKey.key(text.joined(), "x")
        }
        #expect(keys.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7e).contains($0) } })
        let sorted = keys.sorted { bytes($0).lexicographicallyPrecedes(bytes($1)) }
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { !bytes($1).lexicographicallyPrecedes(bytes($0)) })
    }

    private func bytes(_ key: String) -> [UInt8] { Array(key.utf8) }
}
