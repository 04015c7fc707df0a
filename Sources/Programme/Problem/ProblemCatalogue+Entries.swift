extension ProblemCatalogue {
    static func nameEntry(of code: ProblemCode) -> Entry {
        switch code {
        case .textTooLong: .error("Dài quá {0} ký tự", "Longer than {0} characters")
        case .textLostCharacters:
            .error(
                "Có ký tự bị mất (\u{FFFD} hoặc ?): hãy gõ lại",
                "Characters were lost (\u{FFFD} or ?): type it again"
            )
        case .textConverted: .warning("Đã chuyển từ mã {0}: {1}", "Converted from {0}: {1}")
        case .textMaybeLegacy:
            .warning("Có thể là chữ mã {0}, đọc thành: {1}", "Perhaps written in {0}; it would read: {1}")
        case .textIsError:
            .warning("Công thức báo lỗi {0}: để trống", "A formula came to the error {0}: left empty")
        case .nameMissing: .error("Thiếu họ và tên", "The name is missing")
        case .nameHasNoLetters: .error("Họ và tên không có chữ cái", "The name has no letters")
        case .nameHasDigits: .error("Họ và tên có chữ số", "The name has digits")
        case .nameHasOddCharacters: .warning("Họ và tên có ký tự lạ: {0}", "The name has unusual characters: {0}")
        case .nameInCapitals: .warning("Viết toàn chữ hoa; đề nghị: {0}", "All in capitals; suggested: {0}")
        default: choiceEntry(of: code)
        }
    }

    static func dateEntry(of code: ProblemCode) -> Entry {
        switch code {
        case .dateUnreadable: .error("Không đọc được ngày: {0}", "Not readable as a date: {0}")
        case .dateImpossible: .error("Ngày không có thật: {0}", "There is no such day: {0}")
        case .dateMonthFirst: .warning("Đọc theo tháng/ngày/năm: {0}", "Read as month/day/year: {0}")
        case .dateOrderUnclear:
            .warning("Đọc theo ngày/tháng/năm: {0}; cũng có thể là {1}", "Read as day/month/year: {0}; it could be {1}")
        case .dateTwoDigitYear: .warning("Năm hai chữ số, hiểu là {0}", "A year of two digits, taken as {0}")
        case .dateFromSerial: .warning("Số của Excel, hiểu là ngày {0}", "A number of Excel's, taken as {0}")
        case .dateInFuture: .error("Ngày ở tương lai: {0}", "The day is in the future: {0}")
        case .dateTooOld: .error("Ngày quá xa: {0}", "The day is too long ago: {0}")
        default: choiceEntry(of: code)
        }
    }

    static func numberEntry(of code: ProblemCode) -> Entry {
        switch code {
        case .citizenIDUnreadable:
            .error("Số định danh phải có 12 chữ số (CMND cũ: 9)", "A citizen ID has 12 digits (the old card: 9)")
        case .citizenIDPadded: .warning("Đã thêm số 0 bị mất ở đầu: {0}", "Zeros lost at the front were put back: {0}")
        case .citizenIDProvinceUnknown: .warning("Mã tỉnh {0} không có trong danh mục", "No province has the code {0}")
        case .citizenIDSexDiffers:
            .warning("Giới tính khác với số định danh ({0})", "The sex differs from the citizen ID's ({0})")
        case .citizenIDBirthYearDiffers:
            .warning("Năm sinh khác với số định danh ({0})", "The birth year differs from the citizen ID's ({0})")
        case .phoneUnreadable: .error("Không phải số điện thoại", "Not a telephone number")
        case .phonePadded: .warning("Đã thêm số 0 bị mất ở đầu: {0}", "The zero lost at the front was put back: {0}")
        case .phoneOldPrefix: .warning("Đầu số cũ, đã đổi thành {0}", "An old prefix, changed to {0}")
        case .phoneMaybeOldAreaCode:
            .warning("Có thể là máy bàn Gia Lai mã cũ: {0}", "Perhaps a landline of Gia Lai with the old code: {0}")
        case .phonePrefixUnknown: .error("Đầu số {0} không có trong danh mục", "The prefix {0} is not known")
        default: choiceEntry(of: code)
        }
    }

    static func recordEntry(of code: ProblemCode) -> Entry {
        switch code {
        case .areaUnknown: .error("Không có địa bàn tên hoặc mã này: {0}", "No area has this name or code: {0}")
        case .areaAmbiguous: .error("Có nhiều địa bàn như vậy: {0}", "Several areas fit: {0}")
        case .areaNotThen: .error("Địa bàn {0} không còn (hoặc chưa có) ngày {1}", "The area {0} did not exist on {1}")
        case .areaKindDiffers: .warning("{0} lúc đó là {1}", "{0} was then a {1}")
        case .membershipOutOfOrder:
            .error("Việc ngày {0} trước việc đã ghi ngày {1}", "What happened on {0} is before what is recorded on {1}")
        case .membershipNotActive: .error("Ngày {0} không còn là hội viên", "Not a member on {0}")
        case .membershipAlreadyActive: .error("Đã là hội viên từ {0}", "Already a member since {0}")
        case .membershipAfterDeath: .error("Đã qua đời ngày {0}", "Died on {0}")
        case .joinedBeforeBirth: .error("Ngày vào hội {0} trước ngày sinh", "Joined on {0}, before birth")
        default: choiceEntry(of: code)
        }
    }

    static func placeEntry(of code: ProblemCode) -> Entry {
        switch code {
        case .branchUnknown:
            .error("Không có chi hội (đang hoạt động) tên này: {0}", "No open branch has this name: {0}")
        case .branchAmbiguous: .error("Có nhiều chi hội tên này: {0}", "Several branches have this name: {0}")
        case .matchSeveral:
            .error(
                "Có nhiều hội viên giống như vậy: hãy ghi thêm số CCCD hoặc số thẻ",
                "Several members fit: add the citizen ID or the card number"
            )
        case .matchOtherName:
            .error(
                "Số CCCD này đang ghi cho người tên khác: hãy kiểm tra lại số và tên",
                "This citizen ID is recorded for somebody of another name: check the number and the name"
            )
        case .matchRepeated: .warning("Trùng với dòng {0}", "The same as row {0}")
        case .officerOutsidePart:
            .error("Ngoài chi hội hoặc địa bàn được giao", "Outside of the branch or area you work for")
        default: choiceEntry(of: code)
        }
    }

    /// The field values; and, for a code that no group above names, its own raw value, which a test keeps from happening.
    static func choiceEntry(of code: ProblemCode) -> Entry {
        switch code {
        case .sexUnreadable: .error("Không đọc được giới tính: {0}", "Not readable as a sex: {0}")
        case .sexTwice: .error("Ghi cả cột Nam và cột Nữ", "Both the column Nam and the column Nữ are filled")
        case .choiceUnknown: .warning("Không có trong danh mục: {0}", "Not in the list: {0}")
        case .choiceNotThen: .warning("{0} không còn dùng vào ngày {1}", "{0} was not in use on {1}")
        case .schoolingUnreadable:
            .warning("Trình độ văn hoá ghi như 12/12: {0}", "Schooling is written like 12/12: {0}")
        case .answerUnreadable: .warning("Không rõ có hay không: {0}", "Neither yes nor no: {0}")
        default: .error(code.rawValue, code.rawValue)
        }
    }
}
