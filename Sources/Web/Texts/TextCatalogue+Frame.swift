extension TextCatalogue {
    static let frame: [String: Phrase] = [
        "skip": Phrase("Đến phần nội dung", "Skip to the content"),
        "name": Phrase("Học tập suốt đời", "Lifelong learning"),
        "tasks": Phrase("Công việc", "Tasks"),
        "place": Phrase("Bạn đang ở", "You are here"),
        "account": Phrase("Tài khoản của tôi", "My account"),
        "signOut": Phrase("Đăng xuất", "Sign out"),
    ]

    static let problem: [String: Phrase] = [
        "request": Phrase("Mã yêu cầu", "Request number"),
        "back": Phrase("Về trang đầu", "To the first page"),
        "list": Phrase("Những chỗ cần sửa", "What needs mending"),
    ]

    static let signIn: [String: Phrase] = [
        "login": Phrase("Tên đăng nhập", "User name"),
        "password": Phrase("Mật khẩu", "Password"),
        "submit": Phrase("Đăng nhập", "Sign in"),
        "forgotten": Phrase(
            "Quên mật khẩu? Xin liên hệ người quản trị của đơn vị.",
            "Forgotten? Please ask your organisation's administrator."
        ),
        "code": Phrase("Mã 6 số", "Code of 6 digits"),
        "codeHelp": Phrase(
            "Mở ứng dụng xác thực trên điện thoại và nhập mã đang hiện. Mất điện thoại thì nhập một mã dự phòng.",
            "Open the authenticator app on your telephone and type the code that it shows. If the telephone is lost, type one "
                + "of your recovery codes."
        ),
        "codeSubmit": Phrase("Tiếp tục", "Continue"),
    ]
}
