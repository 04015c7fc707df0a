import Programme
import Testing

@Suite struct LegacyTextTests {
    @Test(arguments: [
        ("NguyÔn V¨n An", "Nguyễn Văn An"), ("TrÇn ThÞ H¹nh", "Trần Thị Hạnh"), ("§Æng Qu\u{ad}¬ng", "Đặng Quương"),
        ("Ph­êng Héi Phó", "Phường Hội Phú"), ("Gia ®×nh häc tËp", "Gia đình học tập"),
        ("ThuËn, n¨m 2014", "Thuận, năm 2014"),
    ])
    func `TCVN3 is read`(_ typed: String, _ text: String) {
        #expect(LegacyEncoding.tcvn3.decode(typed) == text)
    }

    @Test(arguments: [
        ("Nguyeãn Vaên An", "Nguyễn Văn An"), ("Traàn Thò Haïnh", "Trần Thị Hạnh"), ("Ñaëng Quöông", "Đặng Quương"),
        ("Phöôøng Hoäi Phuù", "Phường Hội Phú"), ("GIA ÑÌNH HOÏC TAÄP", "GIA ĐÌNH HỌC TẬP"),
        ("Myõ, Lyù, Kyø, Thuûy, Kî", "Mỹ, Lý, Kỳ, Thủy, Kỵ"),
        ("Xin chaøo caùc baïn", "Xin chào các bạn"),
    ])
    func `VNI is read`(_ typed: String, _ text: String) {
        #expect(LegacyEncoding.vni.decode(typed) == text)
    }

    @Test func `every letter of VNI and every small letter of TCVN3 can be had`() {
        let vowels = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
        let tcvn3 = (0xa0...0xff).compactMap { Unicode.Scalar($0).flatMap { LegacyEncoding.tcvn3.decode(String($0)) } }
            .joined()
        #expect(Set(vowels).isSubset(of: Set(tcvn3)))
        var vni = ""
        for base in "aeiouydAEIOUYD\u{f4}\u{f6}\u{d4}\u{d6}" {
            vni += LegacyEncoding.vni.decode(String(base)) ?? ""
            for mark in 0xc0...0xff {
                guard let scalar = Unicode.Scalar(mark) else { continue }
                vni += LegacyEncoding.vni.decode(String(base) + String(scalar)) ?? ""
                vni += LegacyEncoding.vni.decode(String(scalar)) ?? ""
            }
        }
        #expect(Set(vowels + vowels.uppercased()).isSubset(of: Set(vni)))
    }

    @Test(arguments: [
        (".VnTime", LegacyEncoding.tcvn3, false), (".VnTimeH", .tcvn3, true), (".vnArial", .tcvn3, false),
        (".VnArialH", .tcvn3, true), ("VNI-Times", .vni, false), ("vni-helve", .vni, false),
    ])
    func `a font's name says the encoding`(_ name: String, _ encoding: LegacyEncoding, _ isCapitals: Bool) throws {
        let font = try #require(LegacyFont(name: name))
        #expect(font.encoding == encoding)
        #expect(font.isCapitals == isCapitals)
    }

    @Test(arguments: ["Times New Roman", "Arial", "", "VnTime", "Calibri"])
    func `other fonts say nothing`(_ name: String) {
        #expect(LegacyFont(name: name) == nil)
    }

    @Test func `a font of capitals gives capitals, and what was converted is said`() {
        let read = LegacyFont.read("nguyÔn v¨n an", fontName: ".VnTimeH")
        #expect(read.value == "NGUYỄN VĂN AN")
        #expect(read.problems == [FieldProblem(.textConverted, "TCVN3", "NGUYỄN VĂN AN")])
        #expect(!read.isRefused)
    }

    @Test(arguments: [
        "Nguyễn Văn An", "Lê Thị Hà", "An", "1960", "", "Trần Đức", "Nguye\u{302}\u{303}n Văn An", "Thư", "Ha\u{300}",
        "Đan", "Trư",
    ])
    func `Unicode typed into a cell of an old font stays as it is`(_ text: String) {
        for font in [".VnTime", "VNI-Times"] {
            let read = LegacyFont.read(text, fontName: font)
            #expect(read.value == text)
            #expect(read.problems == [])
        }
    }

    @Test func `bytes that were read as Windows-1258 are read all the same`() {
        // 0xFD, 0xEC and 0xE3, as that code page shows them
        #expect(LegacyEncoding.tcvn3.decode("n\u{1b0}") == "ný")
        #expect(LegacyEncoding.vni.decode("T\u{301}n, a\u{103}m") == "Tìn, ẫm")
    }

    @Test func `a column whose font is lost is guessed with a confidence`() {
        let tcvn3 = ["NguyÔn V¨n An", "TrÇn ThÞ H¹nh", "§Æng §øc Th¾ng", "Lª ThÞ H\u{ad}¬ng", "Rah Lan Chung"]
        let vni = ["Nguyeãn Vaên An", "Traàn Thò Haïnh", "Ñaëng Ñöùc Thaéng", "Leâ Thò Höông"]
        let unicode = ["Nguyễn Văn An", "Trần Thị Hạnh", "Đặng Đức Thắng", "Lê Thị Hương", "Kpă Thuyên"]
        for (samples, encoding) in [(tcvn3, LegacyEncoding?.some(.tcvn3)), (vni, .vni), (unicode, nil)] {
            let guess = LegacyTextGuess(from: samples)
            #expect(guess.encoding == encoding)
            #expect(guess.confidence > 0.5)
        }
        let plain = LegacyTextGuess(from: ["An", "Lan", "12"])
        #expect(plain == LegacyTextGuess(from: []))
        #expect(plain.encoding == nil && plain.confidence == 0)
        #expect(LegacyTextGuess(from: ["H¹nh"]).confidence < 0.5)
        let problem = LegacyTextGuess(from: tcvn3).problem(for: "H¹nh")
        #expect(problem == FieldProblem(.textMaybeLegacy, "TCVN3", "Hạnh"))
    }
}
