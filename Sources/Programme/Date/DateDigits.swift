/// Numbers in dates: digits only, no sign.
enum DateDigits {
    static func number(_ text: some StringProtocol) -> Int? {
        var number = 0
        var digits = 0
        for byte in text.utf8 {
            guard (0x30...0x39).contains(byte), digits < 8 else { return nil }
            number = number * 10 + Int(byte - 0x30)
            digits += 1
        }
        return digits == 0 ? nil : number
    }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
