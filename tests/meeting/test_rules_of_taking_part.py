"""Where each rule of taking part is tested: by act, by a list taken in, by merging, by undo and by redo.

The rules themselves are in the words of the Group's page; what no sequence of all of these may break is told in
`taking_part`, and played in `test_people_sequences` and `test_any_list`.
"""

from importlib import import_module

import pytest

WAYS = ("by act", "by list", "by merging", "by undo", "by redo")

PEOPLE, UNDONE, LISTS = "test_rules_people", "test_rules_people_undone", "test_taking_in_people"
MERGING, BOTH, INVITED, SEATS = "test_merging", "test_merging_both", "test_invitations", "test_rules_seats"
TAKEN_BACK = f"{UNDONE}::test_what_others_came_to_rest_on_is_not_taken_back"
DONE_AGAIN = f"{UNDONE}::test_both_are_done_again_in_their_order_and_not_the_second_alone"

TESTED: dict[str, dict[str, tuple[str, ...]]] = {
    "1: at most 35 members on any date; a member is a seat with one voice": {
        "by act": (
            f"{PEOPLE}::test_the_thirty_sixth_member_is_refused_with_the_reason",
            f"{PEOPLE}::test_an_earlier_member_who_comes_back_is_counted_like_a_new_one",
            f"{PEOPLE}::test_a_member_has_one_voice_and_stands_in_for_no_other",
        ),
        "by list": (
            f"{LISTS}::test_rule_1_the_thirty_sixth_member_of_a_list_is_refused_by_its_row",
            f"{LISTS}::test_rule_1_holds_on_every_date_also_for_who_comes_back_by_a_list",
        ),
        "by merging": (f"{MERGING}::test_a_seat_freed_by_a_merging_and_taken_since_keeps_the_two_together",),
        "by undo": (
            f"{PEOPLE}::test_taking_back_the_end_of_a_membership_is_refused_once_the_seat_is_taken",
            f"{TAKEN_BACK}[one_back_too_many]",
        ),
        "by redo": (
            f"{DONE_AGAIN}[one_back_too_many]",
            f"{UNDONE}::test_an_entry_taken_back_is_not_done_again_once_its_seat_is_taken",
        ),
    },
    "2: one observer for each organisation, its aliases and its parent": {
        "by act": (
            f"{PEOPLE}::test_an_organisation_has_one_observer",
            f"{PEOPLE}::test_a_parent_and_its_child_count_as_one_organisation",
            f"{PEOPLE}::test_only_an_observer_of_the_same_organisation_who_still_observes_is_replaced",
        ),
        "by list": (
            f"{LISTS}::test_rule_2_a_second_observer_is_refused_under_any_spelling",
            f"{LISTS}::test_rule_2_holds_within_a_list_and_with_a_parent",
        ),
        "by merging": (
            f"{MERGING}::test_two_organisations_with_an_observer_each_are_not_merged",
            f"{PEOPLE}::test_organisations_that_turn_out_to_be_one_have_the_parent_of_either",
            f"{MERGING}::test_a_part_of_a_part_that_survives_them_is_no_part_of_itself",
            f"{MERGING}::test_a_taking_apart_is_not_taken_back_once_the_one_has_something_new",
        ),
        "by undo": (
            f"{TAKEN_BACK}[an_observer_back_beside_the_next]",
            f"{TAKEN_BACK}[apart_no_longer]",
            f"{TAKEN_BACK}[a_part_of_itself]",
            f"{TAKEN_BACK}[a_name_of_two]",
        ),
        "by redo": (f"{DONE_AGAIN}[an_observer_back_beside_the_next]", f"{DONE_AGAIN}[a_part_of_itself]"),
    },
    "3: nobody becomes an observer without an application": {
        "by act": (
            f"{PEOPLE}::test_nobody_becomes_an_observer_without_an_application",
            f"{PEOPLE}::test_an_application_for_one_organisation_admits_to_no_other",
        ),
        "by list": (f"{LISTS}::test_rule_3_an_observer_without_an_application_is_refused",),
        "by merging": (f"{BOTH}::test_an_application_goes_with_the_observer_it_admitted",),
        "by undo": (f"{PEOPLE}::test_an_application_that_admitted_somebody_cannot_be_taken_back",),
        "by redo": (f"{UNDONE}::test_an_admission_taken_back_leaves_no_observer_without_it",),
    },
    "4: external persons have no attendance, no seat and no floor": {
        "by act": (
            f"{PEOPLE}::test_an_external_person_may_not_attend",
            f"{PEOPLE}::test_an_external_person_may_not_attend_in_a_members_seat_either",
            f"{PEOPLE}::test_an_external_person_has_no_floor_no_place_on_the_queue_and_no_invitation",
            f"{INVITED}::test_external_persons_are_invited_to_nothing",
        ),
        "by list": (f"{LISTS}::test_rule_4_an_external_person_marked_present_is_refused",),
        "by merging": (f"{BOTH}::test_a_class_that_went_over_is_not_taken_back_from_under_who_attended_by_it",),
        "by undo": (
            f"{TAKEN_BACK}[an_external_person_in_the_room]",
            f"{TAKEN_BACK}[a_function_on_which_attendance_rests]",
        ),
        "by redo": (
            f"{DONE_AGAIN}[an_external_person_in_the_room]",
            f"{UNDONE}::test_what_an_external_person_asked_for_is_refused_after_redo_as_before",
        ),
    },
    "5: observers are neither invited to nor recorded at a teleconference": {
        "by act": (
            f"{PEOPLE}::test_observers_are_not_recorded_at_a_teleconference",
            f"{INVITED}::test_to_a_teleconference_neither_observers_nor_panel_chairs_are_invited",
            f"{INVITED}::test_a_meeting_with_observers_in_it_does_not_become_a_teleconference",
            f"{INVITED}::test_who_was_invited_before_the_meeting_became_a_teleconference_has_to_be_told",
        ),
        "by list": (f"{LISTS}::test_rule_5_an_observer_marked_present_by_a_list_is_in_no_teleconference",),
        "by merging": (f"{BOTH}::test_nobody_at_a_teleconference_turns_out_to_observe",),
        "by undo": (
            f"{TAKEN_BACK}[an_observer_at_a_teleconference]",
            f"{UNDONE}::test_an_observer_is_in_no_teleconference_by_undo_either",
        ),
        "by redo": (
            f"{DONE_AGAIN}[an_observer_at_a_teleconference]",
            f"{UNDONE}::test_observers_invited_by_mistake_are_not_by_redo",
            f"{INVITED}::test_observers_are_not_invited_to_a_teleconference_nor_by_redo",
        ),
    },
    "6: panel chairs are invited face-to-face and to the preparation; to a teleconference by decision": {
        "by act": (
            f"{INVITED}::test_invitations_say_what_they_are_based_on",
            f"{INVITED}::test_panel_chairs_are_on_the_list_for_the_preparation",
            f"{INVITED}::test_a_panel_chair_comes_to_a_teleconference_by_decision_of_the_chair_only",
        ),
        "by list": (
            f"{LISTS}::test_rule_6_a_panel_chair_from_a_list_is_invited_face_to_face_and_to_no_teleconference",
        ),
        "by merging": (f"{BOTH}::test_a_function_given_to_both_is_held_once",),
        "by undo": (
            f"{TAKEN_BACK}[a_panel_chair_at_a_teleconference]",
            f"{TAKEN_BACK}[a_panel_chair_invited_to_a_teleconference]",
        ),
        "by redo": (
            f"{DONE_AGAIN}[a_panel_chair_at_a_teleconference]",
            f"{DONE_AGAIN}[a_panel_chair_invited_to_a_teleconference]",
        ),
    },
    "7: one class at a time; old minutes show the class then": {
        "by act": (
            f"{PEOPLE}::test_one_person_has_one_class_at_a_time",
            f"{PEOPLE}::test_what_was_said_keeps_the_class_its_speaker_had_then",
        ),
        "by list": (f"{LISTS}::test_rule_7_one_class_at_a_time",),
        "by merging": (
            f"{MERGING}::test_a_person_entered_again_on_the_same_days_is_merged_into_the_higher_class",
            f"{MERGING}::test_what_the_one_was_before_the_other_began_goes_over_shortened",
        ),
        "by undo": (
            f"{PEOPLE}::test_taking_back_the_end_of_a_class_is_refused_once_the_person_has_another",
            f"{TAKEN_BACK}[a_class_back_beside_the_next]",
        ),
        "by redo": (f"{DONE_AGAIN}[a_class_back_beside_the_next]",),
    },
    "8: seats are kept; observers get what is left, then wait; nobody is dropped silently": {
        "by act": (
            f"{SEATS}::test_observers_get_what_is_left_and_then_wait_in_the_order_of_acceptance",
            f"{SEATS}::test_an_observer_never_displaces_a_member",
            f"{SEATS}::test_lowering_the_capacity_lists_whom_to_tell_until_they_were_told",
        ),
        "by list": (
            f"{LISTS}::test_rule_8_a_member_from_a_list_has_a_seat_kept_and_the_last_observer_waits_and_is_to_be_told",
        ),
        "by merging": (f"{BOTH}::test_apologies_of_both_are_told_once_and_taken_back_together",),
        "by undo": (f"{SEATS}::test_the_chair_puts_the_waiting_list_in_order_and_that_is_recorded",),
        "by redo": (f"{SEATS}::test_lowering_the_capacity_lists_whom_to_tell_until_they_were_told",),
    },
    "9: attendance is per sitting, with late arrival and early departure; the majority is computed": {
        "by act": (
            f"{PEOPLE}::test_attendance_knows_late_arrival_early_departure_and_return",
            f"{PEOPLE}::test_a_majority_of_members_is_computed_live_and_observers_do_not_count",
        ),
        "by list": ("test_any_list::test_rule_9_members_who_come_by_a_list_count_for_the_majority",),
        "by merging": (
            f"{BOTH}::test_both_in_the_room_at_once_were_there_from_the_earlier_coming_to_the_later_going",
            f"{BOTH}::test_who_is_in_the_room_under_two_names_is_one_member_present",
        ),
        "by undo": (
            f"{PEOPLE}::test_taking_back_a_departure_is_refused_once_the_person_has_come_back",
            f"{TAKEN_BACK}[in_the_room_twice]",
        ),
        "by redo": (
            f"{DONE_AGAIN}[in_the_room_twice]",
            f"{UNDONE}::test_who_is_in_the_room_and_whether_they_are_a_majority_follows_undo_and_redo",
        ),
    },
    "28: members-only items never appear in what observers or others receive": {
        "by act": (
            "test_members_only::test_an_item_dealt_with_among_members_is_opened_only_by_deciding_so",
            "test_members_only::test_an_item_moved_out_from_under_a_members_only_one_stays_so",
            "test_members_only::test_what_is_carried_over_without_the_members_only_item_above_it_stays_so",
            "documents.test_members_only::test_no_document_for_observers_holds_a_members_only_item",
        ),
        "by undo": (
            "test_members_only::test_the_mark_is_not_taken_back_from_over_what_was_said_under_it",
            "test_members_only::test_an_item_moved_under_a_members_only_one_and_dealt_with_there_does_not_come_out_by_undo",
        ),
        "by redo": ("test_members_only::test_an_item_not_dealt_with_yet_is_opened_as_it_pleases",),
    },
}
CANNOT = {("28", "by list"), ("28", "by merging")}
"""A list of people says nothing of the agenda, and merging two people or organisations moves no item."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rule", TESTED, ids=lambda rule: rule.partition(":")[0])
def test_every_rule_is_tested_in_every_way_in_which_it_could_be_broken(rule: str, way: str) -> None:
    named = TESTED[rule].get(way, ())
    assert bool(named) != ((rule.partition(":")[0], way) in CANNOT)
    for name in named:
        where, _, test = name.partition("::")
        test, _, case = test.rstrip("]").partition("[")
        module = import_module(f"tests.{where}" if "." in where else f"tests.meeting.{where}")
        assert callable(getattr(module, test)), name
        assert not case or case in {one.__name__ for one in cases_of(getattr(module, test))}, name


def cases_of(test: object) -> list[type]:
    """What a test is played with."""
    (mark,) = [mark for mark in test.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    return list(mark.args[1])
