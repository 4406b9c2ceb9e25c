from freezegun import freeze_time

from .care_common import TouchCommon


# a Sunday, on which the planner plans nothing
@freeze_time("2026-07-19 10:00:00")
class TestDemoDay(TouchCommon):
    def test_every_salesperson_has_a_day_to_look_at(self):
        story = self.env["care.demo"]._create_story(self.company)
        self.env.flush_all()
        found = set()
        for login, user in story.users.items():
            context = {"allowed_company_ids": self.company.ids}
            days = self.env["care.day"].with_user(user).with_context(**context)
            day = days.get_day()
            counts = {row["code"]: row["count"] for row in day["sections"]}
            self.assertEqual(day["done"]["count"], 1, login)
            self.assertGreaterEqual(counts["overdue"], 2, login)
            self.assertGreaterEqual(counts["today"], 2, login)
            found |= set(counts)
        self.assertLessEqual({"next", "meetings", "activities", "logged"}, found)
