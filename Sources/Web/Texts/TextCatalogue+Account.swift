extension TextCatalogue {
    static let account: [String: Phrase] = [
        "switchTenant": Phrase("Đổi đơn vị", "Change the organisation"),
        "password": Phrase("Mật khẩu", "Password"),
        "presentPassword": Phrase("Mật khẩu hiện tại", "Present password"),
        "changePassword": Phrase("Đổi mật khẩu", "Change the password"),
        "secondFactor": Phrase("Mã xác thực", "Authentication codes"),
        "secondFactorOn": Phrase("Đang dùng: mỗi lần đăng nhập phải nhập mã.", "In use: each sign-in asks for a code."),
        "secondFactorOff": Phrase("Chưa dùng.", "Not in use."),
        "secondFactorOpen": Phrase("Cài đặt mã xác thực", "Set up codes"),
        "sessions": Phrase("Đang đăng nhập ở", "Signed in at"),
        "thisSession": Phrase("máy này", "here"),
        "since": Phrase("từ", "since"),
        "lastSeen": Phrase("dùng lần cuối", "last used"),
        "endSession": Phrase("Đăng xuất máy đó", "Sign out there"),
        "endOthers": Phrase("Đăng xuất tất cả máy khác", "Sign out everywhere else"),
        "language": Phrase("Ngôn ngữ", "Language"),
        "vietnamese": Phrase("Tiếng Việt", "Tiếng Việt"),
        "english": Phrase("English", "English"),
        "tokens": Phrase("Phần mềm khác", "Other programs"),
        "tokensOpen": Phrase("Mã truy cập cho phần mềm", "Tokens for programs"),
    ]

    static let invitation: [String: Phrase] = [
        "help": Phrase(
            "Xin chọn một mật khẩu. Một câu dài dễ nhớ là tốt nhất; có thể dùng dấu cách và chữ có dấu.",
            "Please choose a password. A long phrase that you remember is best; spaces are welcome."
        ),
        "submit": Phrase("Đặt mật khẩu", "Set the password"),
    ]

    static let tenant: [String: Phrase] = [
        "none": Phrase(
            "Tài khoản này chưa được giao cho đơn vị nào. Xin liên hệ người quản trị của đơn vị.",
            "This account does not work for any organisation yet. Please ask your organisation's administrator."
        ),
        "suspended": Phrase("Đơn vị này đang tạm dừng.", "This organisation is suspended."),
    ]

    static let secondFactor: [String: Phrase] = [
        "install": Phrase(
            "Cài một ứng dụng xác thực trên điện thoại, chẳng hạn Google Authenticator, Microsoft Authenticator.",
            "Install an authenticator app on your telephone, such as Google Authenticator or Microsoft Authenticator."
        ),
        "scan": Phrase(
            "Trong ứng dụng, chọn thêm tài khoản rồi quét hình này.",
            "In the app, add an account and scan this picture."
        ),
        "picture": Phrase("Hình mã QR", "QR code"),
        "openApp": Phrase(
            "Đang dùng điện thoại? Bấm vào đây để mở ứng dụng.",
            "On your telephone already? Open the app from here."
        ),
        "typeSecret": Phrase("Không quét được thì nhập khóa này:", "If it cannot be scanned, type this key:"),
        "typeCode": Phrase("Nhập mã 6 số mà ứng dụng đang hiện.", "Type the 6 digits that the app shows."),
        "confirm": Phrase("Hoàn tất", "Finish"),
        "ready": Phrase("Mã xác thực đã dùng được.", "Codes are in use now."),
        "keepCodes": Phrase(
            "Ghi ra giấy hoặc in các mã dự phòng này và cất kỹ. Mỗi mã dùng một lần khi mất điện thoại. Trang này không hiện lại.",
            "Write these recovery codes down or print them, and keep them safe. Each works once if the telephone is lost. "
                + "They are not shown again."
        ),
        "goOn": Phrase("Tôi đã cất mã, tiếp tục", "I have kept them, go on"),
        "inUse": Phrase("Mã xác thực đang dùng.", "Codes are in use."),
        "codesLeft": Phrase("Số mã dự phòng còn lại", "Recovery codes left"),
        "renewCodes": Phrase("Tạo mã dự phòng mới", "Make new recovery codes"),
        "remove": Phrase("Bỏ mã xác thực", "Stop using codes"),
    ]

    static let tokens: [String: Phrase] = [
        "made": Phrase(
            "Đây là mã truy cập mới. Xin chép ngay: trang này không hiện lại.",
            "This is the new token. Copy it now: it is not shown again."
        ),
        "help": Phrase(
            "Mã truy cập cho phép một phần mềm làm việc thay bạn. Không gửi mã cho người khác.",
            "A token lets a program act in your place. Give it to nobody."
        ),
        "none": Phrase("Chưa có mã truy cập nào.", "There is no token."),
        "until": Phrase("Hết hạn", "Until"),
        "used": Phrase("dùng lần cuối", "last used"),
        "revoke": Phrase("Hủy", "Revoke"),
        "new": Phrase("Tạo mã truy cập", "Make a token"),
        "only": Phrase("Chỉ một phần công việc", "Only a part of the work"),
        "onlyHelp": Phrase(
            "Nếu đánh dấu, mã chỉ được làm những việc đã đánh dấu, thay cho lựa chọn ở trên.",
            "What is ticked is all that the token may do, in place of the choice above."
        ),
        "make": Phrase("Tạo", "Make"),
    ]
}
