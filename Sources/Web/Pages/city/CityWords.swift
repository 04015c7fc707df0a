internal import Store

/// What is said on the pages of the city besides their templates.
enum CityWords {
    static let city = Phrase("Thành phố", "The city")
    static let viewer = Phrase("Xem số liệu tổng hợp", "Looks at the totals")
    static let totals = Phrase("Số liệu thành phố", "Totals of the city")
    static let byPeople = Phrase("Theo giới và độ tuổi", "By sex and age")
    static let persons = Phrase("Số người", "Persons")
    static let memberships = Phrase("Tổng số lượt", "Sum")
    static let overlap = Phrase("Trùng giữa các đơn vị", "Counted twice")
    static let unlinkable = Phrase("Không rõ là ai", "Cannot be linked")
    static let members = Phrase("Hội viên hiện có", "Members now")
    static let learners = Phrase("Người học trong năm {0}", "Learners in {0}")
    static let sum = Phrase("Cộng", "Sum")
    static let unknownPlace = Phrase("Chưa rõ địa bàn", "Place not known")
    static let titles = Phrase("Danh hiệu theo phường, xã", "Titles by ward")
    static let hours = Phrase("Giờ học", "Hours of learning")
    static let now = Phrase("hiện nay", "now")

    /// The name of a measure; time is shown in hours.
    static func name(of measure: CityMeasure, in language: Language) -> String {
        if measure.unit == "minutes" { return hours.text(in: language) }
        return language == .vietnamese ? measure.vietnameseName : measure.englishName
    }

    /// What one of a measure is.
    static func unit(of measure: CityMeasure, in language: Language) -> String {
        let phrase: Phrase =
            switch measure.unit {
            case "memberships": Phrase("tư cách hội viên", "memberships")
            case "classes": Phrase("lớp", "classes")
            case "sessions": Phrase("buổi", "sessions")
            case "enrolments": Phrase("lượt ghi danh", "enrolments")
            case "attendances": Phrase("lượt người học", "attendances")
            case "minutes": Phrase("giờ", "hours")
            case "certificates": Phrase("giấy", "certificates")
            default: Phrase("lượt", "records")
            }
        return phrase.text(in: language)
    }

    /// A span in a year.
    static func name(of span: CitySpan, year: Int, in language: Language) -> String {
        switch span {
        case .year: Phrase("Năm {0}", "The year {0}").text(in: language, "\(year)")
        case .half(let number):
            Phrase("6 tháng {1} năm {0}", "Half {2} of {0}")
                .text(in: language, "\(year)", number == 1 ? "đầu" : "cuối", "\(number)")
        case .quarter(let number):
            Phrase("Quý {1} năm {0}", "Quarter {1} of {0}").text(in: language, "\(year)", "\(number)")
        case .month(let number):
            Phrase("Tháng {1}/{0}", "{0}-{1}").text(in: language, "\(year)", number < 10 ? "0\(number)" : "\(number)")
        }
    }

    /// Whose boundaries.
    static func name(of boundary: CityBoundary, year: Int, in language: Language) -> String {
        switch boundary {
        case .then: Phrase("Địa giới cuối năm {0}", "Boundaries at the end of {0}").text(in: language, "\(year)")
        case .today: Phrase("Địa giới hiện nay", "Boundaries of today").text(in: language)
        }
    }

    /// What a target is of.
    static func name(ofTarget measure: String, in language: Language) -> String {
        let phrase: Phrase =
            switch measure {
            case "family": Phrase("Gia đình học tập", "Learning families")
            case "clan": Phrase("Dòng họ học tập", "Learning clans")
            case "community": Phrase("Cộng đồng học tập", "Learning communities")
            case "unit": Phrase("Đơn vị học tập", "Learning units")
            case "association_officers_trained":
                Phrase("Cán bộ hội khuyến học được bồi dưỡng", "Officers of the association trained")
            default: Phrase(measure, measure)
            }
        return phrase.text(in: language)
    }

    /// For whom a target is set.
    static func reach(of target: CityTarget, in language: Language) -> String {
        let scope =
            target.scope == "city" ? Phrase("thành phố", "the city") : Phrase("cả nước", "the country")
        guard target.zone != "all" else { return scope.text(in: language) }
        return Phrase("{0}, vùng khó khăn", "{0}, difficult areas").text(in: language, scope.text(in: language))
    }
}
