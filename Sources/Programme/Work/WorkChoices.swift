/// What is done to make the programme known.
package enum CommunicationKind: String, Codable, CaseIterable, Sendable {
    case talk
    case campaign
    case article
    case broadcast
    case material
    case event
    case other

    /// As the screen shows it.
    package var vietnameseName: String {
        switch self {
        case .talk: "Nói chuyện, phổ biến"
        case .campaign: "Chiến dịch, vận động"
        case .article: "Bài viết, tin"
        case .broadcast: "Chương trình phát sóng"
        case .material: "Phát tài liệu"
        case .event: "Sự kiện, hội thi"
        case .other: "Khác"
        }
    }

    /// The same in English.
    package var englishName: String {
        switch self {
        case .talk: "Talk"
        case .campaign: "Campaign"
        case .article: "Article"
        case .broadcast: "Broadcast"
        case .material: "Materials"
        case .event: "Event"
        case .other: "Other"
        }
    }
}

/// Through what it reaches people.
package enum CommunicationMedium: String, Codable, CaseIterable, Sendable {
    case meeting
    case loudspeaker
    case radio
    case television
    case press
    case online
    case print
    case other

    /// As the screen shows it.
    package var vietnameseName: String {
        switch self {
        case .meeting: "Họp, sinh hoạt"
        case .loudspeaker: "Loa truyền thanh"
        case .radio: "Phát thanh"
        case .television: "Truyền hình"
        case .press: "Báo chí"
        case .online: "Trên mạng"
        case .print: "Tài liệu in"
        case .other: "Khác"
        }
    }

    /// The same in English.
    package var englishName: String {
        switch self {
        case .meeting: "Meeting"
        case .loudspeaker: "Loudspeaker"
        case .radio: "Radio"
        case .television: "Television"
        case .press: "Press"
        case .online: "Online"
        case .print: "Print"
        case .other: "Other"
        }
    }
}

/// Who is to be trained, each on a roll of their own.
package enum TrainingAudience: String, Codable, CaseIterable, Sendable {
    case associationOfficer = "association_officer"
    case centreManager = "centre_manager"

    /// As the screen shows it.
    package var vietnameseName: String {
        switch self {
        case .associationOfficer: "Cán bộ, hội viên Hội Khuyến học"
        case .centreManager: "Người quản lý, giảng dạy ở trung tâm"
        }
    }

    /// The same in English.
    package var englishName: String {
        switch self {
        case .associationOfficer: "Officers of the Association"
        case .centreManager: "Those who run or teach in learning centres"
        }
    }
}

/// For what people meet, or travel.
package enum GatheringKind: String, Codable, CaseIterable, Sendable {
    case workshop
    case consultation
    case studyVisit = "study_visit"
    case review
    case launch

    /// As the screen shows it.
    package var vietnameseName: String {
        switch self {
        case .workshop: "Hội thảo"
        case .consultation: "Lấy ý kiến"
        case .studyVisit: "Tham quan, học tập kinh nghiệm"
        case .review: "Sơ kết, tổng kết"
        case .launch: "Phát động phong trào"
        }
    }

    /// The same in English.
    package var englishName: String {
        switch self {
        case .workshop: "Workshop"
        case .consultation: "Consultation"
        case .studyVisit: "Study visit"
        case .review: "Review"
        case .launch: "Launch"
        }
    }
}

/// What is given to somebody.
package enum AwardKind: String, Codable, CaseIterable, Sendable {
    case scholarship
    case reward
    case hardship

    /// As the screen shows it.
    package var vietnameseName: String {
        switch self {
        case .scholarship: "Học bổng"
        case .reward: "Khen thưởng"
        case .hardship: "Hỗ trợ khó khăn"
        }
    }

    /// The same in English.
    package var englishName: String {
        switch self {
        case .scholarship: "Scholarship"
        case .reward: "Reward"
        case .hardship: "Help in hardship"
        }
    }
}

/// To whom it is given.
package enum RecipientKind: String, Codable, CaseIterable, Sendable {
    case pupil
    case teacher
    case other

    /// As the screen shows it.
    package var vietnameseName: String {
        switch self {
        case .pupil: "Học sinh, sinh viên"
        case .teacher: "Giáo viên"
        case .other: "Người khác"
        }
    }

    /// The same in English.
    package var englishName: String {
        switch self {
        case .pupil: "Pupil or student"
        case .teacher: "Teacher"
        case .other: "Other"
        }
    }
}

extension AwardKind {
    /// As what it leaves a fund.
    package var entryKind: FundEntryKind {
        switch self {
        case .scholarship: .scholarship
        case .reward: .reward
        case .hardship: .hardship
        }
    }
}
