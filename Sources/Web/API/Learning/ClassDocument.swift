internal import Programme
internal import Store

/// Classes and sessions as a program sent them.
enum ClassDocument {
    /// The class of a `ClassDraft`, or of a `ClassPatch` over a class that there is: what is not sent stays.
    /// - Throws: `Problem.invalid`.
    static func record(_ body: JSONObject, over old: LearningClass? = nil) throws(Problem) -> LearningClass {
        let topic: TopicID? = APICall.identity("topic", in: body) ?? old?.topic
        guard let topic, let startsOn = day("starts_on", in: body) ?? old?.startsOn else {
            throw Problem(.internalError)
        }
        var record = old ?? LearningClass(title: "", topic: topic, startsOn: startsOn)
        (record.topic, record.startsOn) = (topic, startsOn)
        record.endsOn = day("ends_on", in: body) ?? old?.endsOn ?? startsOn
        record.title = body["title"]?.text ?? record.title
        record.place = body["place"]?.text ?? record.place
        record.teacher = body["teacher"]?.text ?? record.teacher
        record.partner = body["partner"]?.text ?? record.partner
        record.remark = body["remark"]?.text ?? record.remark
        if body["branch"] != nil { record.branch = APICall.identity("branch", in: body) }
        if body["centre"] != nil { record.centre = APICall.identity("centre", in: body) }
        if let delivery = body["delivery"]?.text.flatMap(ClassDelivery.init(rawValue:)) { record.delivery = delivery }
        if let enrolment = body["enrolment"]?.text.flatMap(ClassEnrolment.init(rawValue:)) {
            record.enrolment = enrolment
        }
        if let capacity = body["capacity"] { record.capacity = capacity.whole }
        if let percent = body["completion_percent"] { record.rule.percent = percent.whole }
        if let minutes = body["completion_minutes"] { record.rule.minutes = minutes.whole }
        if let cost = body["cost"] { record.cost = cost.whole }
        if let source = body["cost_source"] { record.costSource = source.text.flatMap(CostSource.init(rawValue:)) }
        guard record.startsOn <= record.endsOn else {
            let words = StoreRefusal.classDates
            throw Problem(invalid: [Problem.Detail(field: "ends_on", code: words.rawValue, message: words.phrase)])
        }
        return record
    }

    static func day(_ name: String, in body: JSONObject) -> CalendarDay? {
        body[name]?.text.flatMap(CalendarDay.init)
    }

    /// The session of a `ClassSessionDraft`.
    /// - Parameter place: where it stands in the document, for what is wrong with it.
    /// - Throws: `Problem.invalid`.
    static func session(_ body: JSONObject, at place: String = "") throws(Problem) -> ClassSession {
        guard let day = day("held_on", in: body) else { throw Problem(.internalError) }
        var session = ClassSession(
            on: day,
            from: try time("starts_at", in: body, at: place),
            to: try time("ends_at", in: body, at: place),
            minutes: body["minutes"]?.whole
        )
        if let startsAt = session.startsAt, let endsAt = session.endsAt, endsAt <= startsAt {
            let words = StoreRefusal.sessionTimes
            throw Problem(
                invalid: [Problem.Detail(field: place + "ends_at", code: words.rawValue, message: words.phrase)]
            )
        }
        session.room = APICall.identity("room", in: body)
        session.place = body["place"]?.text ?? ""
        session.teacher = body["teacher"]?.text ?? ""
        return session
    }

    private static func time(_ name: String, in body: JSONObject, at place: String) throws(Problem) -> TimeOfDay? {
        guard let text = body[name]?.text else { return nil }
        guard let time = TimeOfDay(text) else {
            throw Problem(invalid: [Problem.Detail(field: place + name, .form, "HH:MM")])
        }
        return time
    }

    /// The enrolments of a list of `EnrolmentReference`.
    static func references(_ list: JSONValue?, own: TenantID) -> [EnrolmentReference] {
        (list?.elements ?? []).compactMap { element in
            guard let members = element.members, let id: EnrolmentID = APICall.identity("id", in: members) else {
                return nil
            }
            return EnrolmentReference(tenant: APICall.identity("tenant", in: members) ?? own, id: id)
        }
    }
}
