/// What is said about one's own account.
enum AccountWords {
    static let passwordSet = Phrase(
        "Đã đặt mật khẩu mới. Xin đăng nhập.",
        "The new password is set. Please sign in."
    )
    static let passwordChanged = Phrase(
        "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.",
        "The password is changed. Your other sessions have ended."
    )
    static let languageChanged = Phrase("Đã đổi ngôn ngữ.", "The language is changed.")
    static let sessionsEnded = Phrase("Đã kết thúc phiên đăng nhập.", "Signed out there.")
    static let factorRemoved = Phrase("Đã bỏ mã xác thực.", "Codes are no longer asked for.")
    static let tokenRevoked = Phrase("Đã hủy mã truy cập.", "The token no longer works.")
    static let wrongPassword = Phrase("Mật khẩu hiện tại không đúng.", "This is not your present password.")
    static let notRepeated = Phrase(
        "Hai lần nhập mật khẩu mới không giống nhau.",
        "The new password is not the same twice."
    )
    static let linkDead = Phrase(
        "Đường liên kết này đã dùng rồi hoặc đã hết hạn. Xin nhờ người quản trị gửi liên kết mới.",
        "This link was used already or is too old. Please ask your administrator for a new one."
    )

    /// By what the address says was done.
    static let notices: [String: Phrase] = [
        "password": passwordChanged, "language": languageChanged, "sessions": sessionsEnded, "factor": factorRemoved,
        "token": tokenRevoked,
    ]
}

// MARK: Fields

extension AccountWords {
    /// Characters of a password, at most, in the field.
    private static let longestPassword = 512

    /// The field for the password that one has.
    static func presentPassword(_ refused: RefusedForm?, _ language: Language) -> FormField.View {
        var field = FormField("password", Phrase("Mật khẩu hiện tại", "Present password").text(in: language))
        field.secret = "current-password"
        field.longest = longestPassword
        field.isRequired = true
        return field.view(over: refused, in: language)
    }

    /// The fields for a password that is to be set: twice, because nobody sees what is typed.
    static func newPassword(_ refused: RefusedForm?, _ language: Language) -> [FormField.View] {
        var new = FormField("new", Phrase("Mật khẩu mới", "New password").text(in: language))
        new.help = Phrase(
            "Ít nhất {0} ký tự; một câu dài dễ nhớ là tốt nhất.",
            "{0} characters or more; a long phrase is best."
        )
        .text(in: language, String(PasswordRule.minimumLength))
        new.shortest = PasswordRule.minimumLength
        let again = FormField("repeated", Phrase("Nhập lại mật khẩu mới", "New password again").text(in: language))
        return [new, again].map { field in
            var field = field
            field.secret = "new-password"
            field.longest = longestPassword
            field.isRequired = true
            return field.view(over: refused, in: language)
        }
    }
}

extension PasswordRule.Problem {
    /// What is said of it.
    var phrase: Phrase {
        switch self {
        case .tooShort:
            Phrase(
                "Mật khẩu phải có ít nhất \(PasswordRule.minimumLength) ký tự. Một câu dài dễ nhớ là tốt nhất.",
                "A password has at least \(PasswordRule.minimumLength) characters. A long phrase is best."
            )
        case .tooLong: Phrase("Mật khẩu quá dài.", "The password is too long.")
        case .tooCommon:
            Phrase(
                "Mật khẩu này quá dễ đoán, nhiều người dùng. Xin chọn một câu khác.",
                "Others would guess this password. Please choose another phrase."
            )
        case .containsLogin:
            Phrase("Mật khẩu không được chứa tên đăng nhập.", "The password must be more than the user name.")
        }
    }
}
