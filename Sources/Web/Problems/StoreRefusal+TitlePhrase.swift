import Store

extension StoreRefusal {
    /// Of titles, what is said and what to do.
    var titlePhrase: Phrase {
        switch rawValue.prefix(while: { $0 != "." }) {
        case "criteria": criteriaPhrase
        case "evidence": evidencePhrase
        case "review", "decision": decisionPhrase
        default: registrationPhrase
        }
    }

    private var criteriaPhrase: Phrase {
        switch self {
        case .criteriaUnknown: Phrase("Không có bộ tiêu chí này.", "There is no such set of criteria.")
        case .criteriaFixed:
            Phrase(
                "Bộ tiêu chí đã áp dụng thì không sửa được. Hãy lập phiên bản mới.",
                "A set that was in use never changes. Make a new version of it."
            )
        case .criteriaIncomplete:
            Phrase(
                "Bộ tiêu chí còn thiếu hoặc cộng điểm chưa khớp. Hãy bổ sung trước khi áp dụng.",
                "Something of the set is missing or does not add up. Complete it before it comes into use."
            )
        case .criteriaNotActive:
            Phrase(
                "Bộ tiêu chí chưa đầy đủ hoặc không áp dụng nữa, nên không chấm điểm theo được. Hãy chọn bộ đang áp dụng.",
                "The set is not complete or not in use, so nothing is scored by it. Choose one that is in use."
            )
        case .criteriaMismatch:
            Phrase(
                "Bộ tiêu chí này dành cho danh hiệu, năm hoặc vùng khác. Hãy chọn bộ phù hợp.",
                "The set is for another title, year or zone. Choose one that fits."
            )
        default:
            Phrase(
                "Bộ tiêu chí viết chưa đúng. Hãy xem từng dòng được báo.",
                "The set is not well written. See each line named."
            )
        }
    }

    private var evidencePhrase: Phrase {
        switch self {
        case .evidenceKind:
            Phrase(
                "Tệp không phải PDF, JPEG, PNG, hoặc nội dung không đúng với tên tệp. Hãy chụp ảnh hoặc lưu lại thành PDF.",
                "The file is no PDF, JPEG or PNG, or not what its name says. Take a photograph, or save it as PDF again."
            )
        case .evidenceActive:
            Phrase(
                "Tệp PDF có chứa mã lệnh, tệp đính kèm hoặc mật khẩu. Hãy in ra PDF lại rồi tải lên.",
                "The PDF has programs, attachments or a password in it. Print it to PDF again and upload that."
            )
        case .evidenceTooLarge:
            Phrase(
                "Tệp lớn hơn 10 MB. Hãy giảm kích thước ảnh.",
                "The file is larger than 10 MB. Make the picture smaller."
            )
        default:
            Phrase(
                "Tệp này đã có, hoặc hồ sơ đã đủ số tệp.",
                "This file is there already, or there are enough of them."
            )
        }
    }

    private var decisionPhrase: Phrase {
        switch self {
        case .reviewVotes:
            Phrase(
                "Số phiếu nhiều hơn số người dự, hoặc đạt mà không quá bán. Hãy kiểm tra biên bản.",
                "There are more votes than people, or it passed without a majority. Look at the minutes again."
            )
        case .reviewFailed:
            Phrase(
                "Hội nghị bình xét không thông qua, nên chỉ đề nghị không công nhận được.",
                "The meeting did not pass it, so it can only be proposed to be refused."
            )
        case .decisionNumber:
            Phrase("Hãy ghi số văn bản và người ký.", "Write the number of the document and who signed it.")
        case .decisionNumberTaken:
            Phrase(
                "Số văn bản này đã dùng trong năm. Hãy kiểm tra lại số.",
                "This number was used in the year already. Look at the number again."
            )
        case .decisionExists:
            Phrase(
                "Đã có quyết định cho danh hiệu và năm này. Muốn sửa, hãy ra quyết định đính chính hoặc thu hồi.",
                "There is a decision for this title and year. To change it, enter a decision that corrects or revokes it."
            )
        case .decisionReason: Phrase("Hãy ghi lý do cho từng trường hợp.", "Say why, for each of them.")
        case .decisionDate:
            Phrase(
                "Ngày không hợp lệ: trong tương lai hoặc trước bước liền trước.",
                "The day is to come, or before the step before."
            )
        case .recognisedElsewhere:
            Phrase(
                "Gia đình này đã được công nhận ở phường, xã khác hoặc ở một hộ khác trong cùng năm. "
                    + "Hãy thống nhất với nơi đó, rồi bỏ hồ sơ này khỏi danh sách hoặc đề nghị thu hồi bên kia.",
                "This family was recognised in another ward, or as another household, in the same year. "
                    + "Agree with that ward, and take it off this list or have the other one revoked."
            )
        default: registrationPhrase
        }
    }

    private var registrationPhrase: Phrase {
        switch self {
        case .titleUnknown: Phrase("Không có danh hiệu này.", "There is no such title.")
        case .titleYear: Phrase("Danh hiệu này không xét trong năm đó.", "This title is not given in that year.")
        case .titleSubject:
            Phrase(
                "Đối tượng không thuộc loại của danh hiệu này, hoặc không còn nữa.",
                "The subject is of another kind than the title is for, or is no more."
            )
        case .deadlineOrder:
            Phrase("Các hạn phải theo thứ tự các bước.", "The days must come in the order of the steps.")
        case .registrationExists:
            Phrase("Đã đăng ký danh hiệu này trong năm.", "It is registered for this title and year.")
        case .registrationDecided:
            Phrase(
                "Hồ sơ đã có quyết định, không sửa được. Hãy ra quyết định đính chính.",
                "It was decided and is not edited. Enter a decision that corrects it."
            )
        case .registrationsTooMany: Phrase("Quá nhiều hồ sơ một lần.", "Too many at once.")
        case .scoreInvalid:
            Phrase(
                "Điểm vượt mức tối đa hoặc phiếu chấm chưa đúng. Hãy xem từng tiêu chí được báo.",
                "Points are above what there is, or the score is not complete. See each criterion named."
            )
        case .levelNotReached:
            Phrase(
                "Điểm chưa đạt mức nào, nên không công nhận được. Hãy chấm lại hoặc đề nghị không công nhận.",
                "The score reaches no level, so it cannot be recognised. Score it again, or propose to refuse it."
            )
        case .levelWait:
            Phrase(
                "Chưa đủ thời gian kể từ khi được công nhận mức dưới.",
                "It is too soon after the level below was decided."
            )
        default: Phrase("Hồ sơ đang ở bước khác.", "The registration is at another step.")
        }
    }
}
