internal import Programme

/// Numbers as people here write them: a full stop between thousands, in English a comma.
enum Number {
    static func text(_ number: Int, in language: Language) -> String {
        let digits = Array(String(number.magnitude))
        var output = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { output += language == .vietnamese ? "." : "," }
            output.append(digit)
        }
        return output
    }
}
