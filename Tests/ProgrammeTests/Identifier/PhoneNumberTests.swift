import Programme
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("0912345678", "0912345678", []), ("091.234.5678", "0912345678", []), ("(0269).3830 155", "02693830155", []),
        ("+84 912 345 678", "0912345678", []), ("+84 (0) 912 345 678", "0912345678", []),
        ("84912345678", "0912345678", []),
        ("0084912345678", "0912345678", []), ("912345678", "0912345678", [ProblemCode.phonePadded]),
        ("912345678.0", "0912345678", [.phonePadded]), ("01681234567", "0381234567", [.phoneOldPrefix]),
        ("1681234567", "0381234567", [.phoneOldPrefix]), ("+841201234567", "0701234567", [.phoneOldPrefix]),
        ("2693830155", "02693830155", [.phonePadded]), ("0593830155", "0593830155", [.phoneMaybeOldAreaCode]),
        ("02438251234", "02438251234", []), ("01991234567", "0591234567", [.phoneOldPrefix]),
    ])
    func `numbers are read as offices write them`(_ typed: String, _ digits: String, _ codes: [ProblemCode]) {
        let read = PhoneNumber.read(typed)
        #expect(read.value?.digits == digits)
        #expect(read.problems.map(\.code) == codes)
    }

    @Test(arguments: [
        "3830155", "113", "0112345678", "0612345678", "abc", "09123456789", "0912345678/0905123456", "+1 202 555 0100",
        "+0912345678",
        "01112345678", "0", "84", "00000000000000000000000000000",
    ])
    func `what is no number is refused`(_ typed: String) {
        let read = PhoneNumber.read(typed)
        #expect(read.value == nil)
        #expect(read.isRefused)
    }

    @Test func `all twenty-one old prefixes go to ten digits, each to its own`() throws {
        let old =
            ["0120", "0121", "0122", "0126", "0128", "0123", "0124", "0125", "0127", "0129"]
            + (2...9).map { "016\($0)" } + ["0186", "0188", "0199"]
        let renewed = try old.map { try #require(PhoneNumber.read($0 + "0000001").value).digits }
        #expect(Set(renewed).count == 21)
        #expect(renewed.allSatisfy { $0.utf8.count == 10 && $0.hasSuffix("0000001") })
        #expect(PhoneNumber.read("01650000001").value?.digits == "0350000001")
    }

    @Test func `normal form is read back unchanged, and the world's form leads to it`() throws {
        for digits in ["0912345678", "02693830155", "0381234567"] {
            let number = try #require(PhoneNumber(digits: digits))
            #expect(PhoneNumber.read(digits).value == number)
            #expect(PhoneNumber.read(number.international).value == number)
        }
        #expect(PhoneNumber.read("") == Checked(nil))
        #expect(PhoneNumber(digits: "0912345678")?.kind == .mobile)
        #expect(PhoneNumber(digits: "02693830155")?.kind == .landline)
    }
}
