extension ProblemKind {
    /// The heading.
    package var title: Phrase { words.title }
    /// What happened and what to do now.
    package var explanation: Phrase { words.explanation }

    private var words: (title: Phrase, explanation: Phrase) {
        switch self {
        case .badRequest, .methodNotAllowed, .tooSlow, .tooLarge, .unsupportedMediaType, .invalid,
            .preconditionRequired:
            requestWords
        case .notSignedIn, .secondFactorMissing, .secondFactorUnset, .tenantNotChosen, .wrongWorkplace: doorWords
        case .forbidden, .scopeMissing, .crossOrigin, .insecure: guardWords
        case .notFound, .conflict, .preconditionFailed: recordWords
        case .tooManyRequests, .internalError, .outcomeUnknown, .unavailable, .timedOut: serverWords
        }
    }

    private var requestWords: (Phrase, Phrase) {
        switch self {
        case .methodNotAllowed:
            (
                Phrase("Không làm được thao tác này", "This cannot be done here"),
                Phrase("Địa chỉ này không nhận thao tác vừa gửi.", "This address does not take what was sent.")
            )
        case .tooSlow:
            (
                Phrase("Dữ liệu gửi lên quá chậm", "The data came too slowly"),
                Phrase(
                    "Đường truyền quá chậm nên máy chủ đã dừng nhận. Xin thử lại.",
                    "The connection was too slow and the server stopped waiting. Please try again."
                )
            )
        case .tooLarge:
            (
                Phrase("Dữ liệu quá lớn", "Too large"),
                Phrase("Dữ liệu gửi lên lớn hơn mức cho phép.", "What was sent is larger than this address takes.")
            )
        case .unsupportedMediaType:
            (
                Phrase("Sai loại dữ liệu", "The wrong kind of data"),
                Phrase("Địa chỉ này không nhận loại dữ liệu vừa gửi.", "This address does not take data of this kind.")
            )
        case .invalid:
            (
                Phrase("Có chỗ cần sửa", "Something needs mending"),
                Phrase("Xin sửa những chỗ được nêu rồi gửi lại.", "Please mend what is named and send it again.")
            )
        case .preconditionRequired:
            (
                Phrase("Thiếu phiên bản của bản ghi", "The version of the record is missing"),
                Phrase(
                    "Yêu cầu phải nói rõ phiên bản đã xem (If-Match).",
                    "The request must say which version it saw (If-Match)."
                )
            )
        default:
            (
                Phrase("Yêu cầu không hợp lệ", "The request cannot be read"),
                Phrase("Máy chủ không hiểu yêu cầu này.", "The server does not understand this request.")
            )
        }
    }

    private var doorWords: (Phrase, Phrase) {
        switch self {
        case .notSignedIn:
            (
                Phrase("Chưa đăng nhập", "Not signed in"),
                Phrase("Xin đăng nhập để xem trang này.", "Please sign in to see this page.")
            )
        case .secondFactorMissing:
            (
                Phrase("Cần mã xác thực", "A code is needed"),
                Phrase(
                    "Tài khoản này phải nhập thêm mã từ ứng dụng xác thực.",
                    "This account must also give the code from its authenticator app."
                )
            )
        case .secondFactorUnset:
            (
                Phrase("Cần cài mã xác thực", "A code must be set up"),
                Phrase(
                    "Người quản trị và cán bộ thành phố phải dùng thêm mã từ ứng dụng xác thực. Xin cài đặt trong phần Tài khoản "
                        + "của tôi.",
                    "Administrators and officers of the city must use codes from an authenticator app. Please set it up under "
                        + "My account."
                )
            )
        case .wrongWorkplace:
            (
                Phrase("Trang của nơi làm việc khác", "Another workplace"),
                Phrase(
                    "Mỗi lúc chỉ làm việc cho một nơi: một đơn vị, hoặc thành phố. Xin mở Tài khoản của tôi và chọn nơi khác.",
                    "One works for one place at a time: an organisation, or the city. Please choose another under My account."
                )
            )
        default:
            (
                Phrase("Chưa chọn đơn vị", "No organisation is chosen"),
                Phrase("Xin chọn đơn vị mà bạn đang làm việc.", "Please choose the organisation that you work for.")
            )
        }
    }

    private var guardWords: (Phrase, Phrase) {
        switch self {
        case .crossOrigin:
            (
                Phrase("Yêu cầu từ trang web khác", "A request from another site"),
                Phrase(
                    "Yêu cầu này không đến từ trang của hệ thống nên không được thực hiện. Xin mở lại trang và thử lại.",
                    "This request did not come from a page of this system and was not carried out. Please open the page "
                        + "again and retry."
                )
            )
        case .scopeMissing:
            (
                Phrase("Mã truy cập không cho phép", "The token does not allow it"),
                Phrase(
                    "Mã truy cập của phần mềm thiếu phạm vi được nêu. Xin tạo mã khác trong phần Tài khoản của tôi.",
                    "The program's token lacks the scope that is named. Please make another one under My account."
                )
            )
        case .insecure:
            (
                Phrase("Kết nối không được mã hóa", "The connection is not encrypted"),
                Phrase("Xin dùng địa chỉ bắt đầu bằng https://.", "Please use the address that begins with https://.")
            )
        default:
            (
                Phrase("Không có quyền", "Not allowed"),
                Phrase(
                    "Tài khoản của bạn không được làm việc này. Xin liên hệ người quản trị của đơn vị.",
                    "Your account may not do this. Please ask your organisation's administrator."
                )
            )
        }
    }

    private var recordWords: (Phrase, Phrase) {
        switch self {
        case .conflict:
            (
                Phrase("Trùng hoặc đã thay đổi", "A conflict"),
                Phrase(
                    "Điều này không khớp với dữ liệu đang có. Xin mở lại trang và xem lại.",
                    "This does not agree with what is stored. Please open the page again and look."
                )
            )
        case .preconditionFailed:
            (
                Phrase("Người khác đã sửa trước", "Somebody else was faster"),
                Phrase(
                    "Bản ghi đã được sửa từ lúc bạn mở trang. Xin mở lại trang rồi sửa lại.",
                    "The record has been changed since you opened the page. Please open it again and repeat your change."
                )
            )
        default:
            (
                Phrase("Không tìm thấy", "Not found"),
                Phrase(
                    "Không có trang này, hoặc bạn không được xem.",
                    "There is no such page, or you may not see it."
                )
            )
        }
    }

    private var serverWords: (Phrase, Phrase) {
        switch self {
        case .tooManyRequests:
            (
                Phrase("Quá nhiều yêu cầu", "Too many requests"),
                Phrase("Xin chờ một lát rồi thử lại.", "Please wait a moment and try again.")
            )
        case .outcomeUnknown:
            (
                Phrase("Chưa rõ đã lưu hay chưa", "It may or may not have been saved"),
                Phrase(
                    "Mất kết nối với cơ sở dữ liệu đúng lúc đang lưu. Xin kiểm tra xem thay đổi đã có chưa trước khi làm lại.",
                    "The connection to the database was lost while saving. Please look whether the change is there before "
                        + "you repeat it."
                )
            )
        case .unavailable:
            (
                Phrase("Hệ thống tạm thời không dùng được", "Not available at the moment"),
                Phrase(
                    "Xin thử lại sau ít phút. Không có gì bị mất.",
                    "Please try again in a few minutes. Nothing is lost."
                )
            )
        case .timedOut:
            (
                Phrase("Mất quá nhiều thời gian", "It took too long"),
                Phrase(
                    "Máy chủ đã dừng vì mất quá nhiều thời gian. Xin thử lại sau ít phút.",
                    "The server stopped because it took too long. Please try again in a few minutes."
                )
            )
        default:
            (
                Phrase("Có lỗi ở máy chủ", "A mistake on the server"),
                Phrase(
                    "Lỗi đã được ghi lại. Nếu lặp lại, xin báo mã yêu cầu bên dưới cho người quản trị hệ thống.",
                    "It has been noted. If it happens again, please tell the operator the request number below."
                )
            )
        }
    }
}
