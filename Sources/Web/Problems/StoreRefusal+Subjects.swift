import Store

extension StoreRefusal {
    /// What is said of households, clans, communities and units, and of how many there are.
    var subjectPhrase: Phrase {
        switch self {
        case .subjectName:
            Phrase(
                "Cần họ tên chủ hộ, hoặc tên của dòng họ, cộng đồng, đơn vị.",
                "The name of the head of the household, of the clan, community or unit is needed."
            )
        case .subjectKind:
            Phrase("Có thông tin không hợp với loại này.", "Something does not go with this kind.")
        case .subjectCounts:
            Phrase(
                "Số người không hợp lệ, hoặc số trẻ em nhiều hơn số người.",
                "The number of people cannot be so, or there are more children than people."
            )
        case .subjectDates:
            Phrase(
                "Ngày ở tương lai, hoặc kết thúc trước khi bắt đầu.",
                "The day is to come, or it would end before it began."
            )
        case .subjectCodeTaken: Phrase("Mã này đã có nơi khác dùng.", "Another one has this code.")
        case .subjectEnded:
            Phrase("Bản ghi đã kết thúc, hoặc chưa kết thúc.", "The record has ended, or has not ended.")
        case .subjectSuccessor:
            Phrase(
                "Nơi tiếp nhận phải cùng loại, đang hoạt động, và chỉ dùng khi nhập hoặc tách. Nếu nhiều nơi trùng tên, hãy ghi mã.",
                "What it became has to be of the same kind and live, and goes with a merger or a split alone. Of several with one "
                    + "name write the code."
            )
        case .subjectRegistered:
            Phrase(
                "Đang có hồ sơ danh hiệu chưa xong. Hãy ra quyết định hoặc rút đăng ký trước khi kết thúc.",
                "A registration for a title is open. Decide or withdraw it first."
            )
        case .householdPerson:
            Phrase(
                "Cần họ tên, và năm sinh hợp lệ nếu có.",
                "A name is needed, and a year of birth that can be, if any."
            )
        case .householdFull: Phrase("Hộ đã đủ 50 người.", "The household has as many people as one may have.")
        case .clanUnknown:
            Phrase(
                "Không có dòng họ này, hoặc chỉ thuộc phường, xã khác.",
                "There is no such clan, or it is another ward's alone."
            )
        case .clanFull: Phrase("Hộ đã thuộc bốn dòng họ.", "The household belongs to four clans already.")
        default: countPhrase
        }
    }

    private var countPhrase: Phrase {
        switch self {
        case .denominatorSource:
            Phrase("Cần ghi nguồn của số liệu.", "Say where the number is from.")
        case .denominatorRange: Phrase("Năm hoặc số không hợp lệ.", "The year or the number cannot be so.")
        case .denominatorDates:
            Phrase(
                "Ngày đếm ở tương lai, hoặc không thuộc khoảng thời gian của năm này.",
                "It was counted on a day to come, or long before or after this year."
            )
        case .denominatorExists:
            Phrase(
                "Đã có số liệu cho địa bàn và năm này: hãy sửa số đó bằng một số mới.",
                "There is a number for this area and year: correct that one by a new one."
            )
        case .denominatorSuperseded:
            Phrase("Số liệu này đã được sửa trước đó.", "This number was corrected before.")
        case .helpDate:
            Phrase("Ngày không hợp với năm, hoặc ở tương lai.", "The day is not of the year, or is to come.")
        case .wardMerged:
            Phrase("Phường, xã này đã được sáp nhập.", "One of the wards was merged into another before.")
        default: Phrase("Chỉ phường, xã mới dùng được.", "This is for wards alone.")
        }
    }
}
