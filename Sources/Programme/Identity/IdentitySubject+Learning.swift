extension IdentitySubject {
    /// See `TopicID`.
    package enum Topic {}
    /// See `CentreID`.
    package enum Centre {}
    /// See `CentreRoomID`.
    package enum CentreRoom {}
    /// See `CentreStaffID`.
    package enum CentreStaff {}
    /// See `ClassID`.
    package enum Class {}
    /// See `ClassSessionID`.
    package enum ClassSession {}
    /// See `EnrolmentID`.
    package enum Enrolment {}
    /// See `LearningRecordID`.
    package enum LearningRecord {}
    /// See `CertificateID`.
    package enum Certificate {}
    /// See `LearningPlanID`.
    package enum LearningPlan {}
}

/// A field of learning (lĩnh vực).
package typealias TopicID = Identity<IdentitySubject.Topic>
/// A community learning centre (trung tâm học tập cộng đồng).
package typealias CentreID = Identity<IdentitySubject.Centre>
/// A room of a centre.
package typealias CentreRoomID = Identity<IdentitySubject.CentreRoom>
/// Somebody who runs a centre.
package typealias CentreStaffID = Identity<IdentitySubject.CentreStaff>
/// A class or a talk (lớp, chuyên đề).
package typealias ClassID = Identity<IdentitySubject.Class>
/// One meeting of a class (buổi học).
package typealias ClassSessionID = Identity<IdentitySubject.ClassSession>
/// A member in a class (ghi danh).
package typealias EnrolmentID = Identity<IdentitySubject.Enrolment>
/// Learning done elsewhere.
package typealias LearningRecordID = Identity<IdentitySubject.LearningRecord>
/// A certificate (giấy chứng nhận).
package typealias CertificateID = Identity<IdentitySubject.Certificate>
/// What a member means to learn in a year.
package typealias LearningPlanID = Identity<IdentitySubject.LearningPlan>
