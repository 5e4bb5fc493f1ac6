/* Written by "npm run api" from the OpenAPI file. Do not edit. */
export interface paths {
 "/api/administration/api-keys": {
  parameters: {};
  get: operations["administration_list_keys"];
  post: operations["administration_make_key"];
 };
 "/api/administration/api-keys/scopes": {
  parameters: {};
  get: operations["administration_key_scopes"];
 };
 "/api/administration/api-keys/{key_id}/revoke": {
  parameters: {};
  post: operations["administration_revoke_key"];
 };
 "/api/administration/audit": {
  parameters: {};
  get: operations["administration_list_audit"];
 };
 "/api/administration/audit/verify": {
  parameters: {};
  get: operations["administration_verify_audit"];
 };
 "/api/administration/backups": {
  parameters: {};
  get: operations["administration_list_backups"];
  post: operations["administration_start_backup"];
 };
 "/api/administration/consents": {
  parameters: {};
  get: operations["administration_list_consents"];
  post: operations["administration_record_consent"];
 };
 "/api/administration/consents/{consent_id}/withdraw": {
  parameters: {};
  post: operations["administration_withdraw_consent"];
 };
 "/api/administration/data-requests": {
  parameters: {};
  get: operations["administration_list_data_requests"];
 };
 "/api/administration/demo-sms": {
  parameters: {};
  get: operations["administration_demo_sms"];
 };
 "/api/administration/failed-events": {
  parameters: {};
  get: operations["administration_list_failed_events"];
 };
 "/api/administration/failed-events/resend": {
  parameters: {};
  post: operations["administration_resend_events"];
 };
 "/api/administration/givable-roles": {
  parameters: {};
  get: operations["administration_givable_roles"];
 };
 "/api/administration/health": {
  parameters: {};
  get: operations["administration_health"];
 };
 "/api/administration/jobs": {
  parameters: {};
  get: operations["administration_list_jobs"];
 };
 "/api/administration/login": {
  parameters: {};
  post: operations["administration_login"];
 };
 "/api/administration/logout": {
  parameters: {};
  post: operations["administration_logout"];
 };
 "/api/administration/me": {
  parameters: {};
  get: operations["administration_me"];
 };
 "/api/administration/me/password": {
  parameters: {};
  post: operations["administration_change_password"];
 };
 "/api/administration/me/sessions": {
  parameters: {};
  get: operations["administration_my_sessions"];
 };
 "/api/administration/me/sessions/end-others": {
  parameters: {};
  post: operations["administration_end_other_sessions"];
 };
 "/api/administration/me/sessions/{session_id}": {
  parameters: {};
  delete: operations["administration_end_session"];
 };
 "/api/administration/me/totp/confirm": {
  parameters: {};
  post: operations["administration_confirm_totp"];
 };
 "/api/administration/me/totp/off": {
  parameters: {};
  post: operations["administration_switch_off_totp"];
 };
 "/api/administration/me/totp/start": {
  parameters: {};
  post: operations["administration_start_totp"];
 };
 "/api/administration/my/consents": {
  parameters: {};
  get: operations["administration_my_consents"];
  post: operations["administration_set_my_consent"];
 };
 "/api/administration/paper-codes": {
  parameters: {};
  get: operations["administration_list_paper_codes"];
  post: operations["administration_print_paper_code"];
 };
 "/api/administration/paper-codes/{code_id}/revoke": {
  parameters: {};
  post: operations["administration_revoke_paper_code"];
 };
 "/api/administration/password-policy": {
  parameters: {};
  get: operations["administration_password_policy"];
 };
 "/api/administration/people/{person_id}/erase": {
  parameters: {};
  post: operations["administration_erase_person"];
 };
 "/api/administration/people/{person_id}/export": {
  parameters: {};
  post: operations["administration_export_person"];
 };
 "/api/administration/resident/choose": {
  parameters: {};
  post: operations["administration_choose_person"];
 };
 "/api/administration/resident/code": {
  parameters: {};
  post: operations["administration_ask_code"];
 };
 "/api/administration/resident/login": {
  parameters: {};
  post: operations["administration_resident_login"];
 };
 "/api/administration/resident/paper-login": {
  parameters: {};
  post: operations["administration_paper_login"];
 };
 "/api/administration/reveal": {
  parameters: {};
  post: operations["administration_reveal"];
 };
 "/api/administration/reveals": {
  parameters: {};
  get: operations["administration_list_reveals"];
 };
 "/api/administration/screen-login": {
  parameters: {};
  post: operations["administration_screen_login"];
 };
 "/api/administration/screens": {
  parameters: {};
  get: operations["administration_list_screens"];
  post: operations["administration_make_screen"];
 };
 "/api/administration/screens/{screen_id}/revoke": {
  parameters: {};
  post: operations["administration_revoke_screen"];
 };
 "/api/administration/users": {
  parameters: {};
  get: operations["administration_list_users"];
  post: operations["administration_create_user"];
 };
 "/api/administration/users/{user_id}": {
  parameters: {};
  get: operations["administration_read_user"];
  patch: operations["administration_edit_user"];
 };
 "/api/administration/users/{user_id}/disable": {
  parameters: {};
  post: operations["administration_disable_user"];
 };
 "/api/administration/users/{user_id}/enable": {
  parameters: {};
  post: operations["administration_enable_user"];
 };
 "/api/administration/users/{user_id}/reset-password": {
  parameters: {};
  post: operations["administration_reset_password"];
 };
 "/api/administration/users/{user_id}/roles": {
  parameters: {};
  post: operations["administration_give_role"];
 };
 "/api/administration/users/{user_id}/roles/{holding_id}": {
  parameters: {};
  delete: operations["administration_take_role"];
 };
 "/api/administration/webhooks": {
  parameters: {};
  get: operations["administration_list_webhooks"];
  post: operations["administration_make_webhook"];
 };
 "/api/administration/webhooks/kinds": {
  parameters: {};
  get: operations["administration_webhook_kinds"];
 };
 "/api/administration/webhooks/{webhook_id}": {
  parameters: {};
  get: operations["administration_read_webhook"];
  delete: operations["administration_remove_webhook"];
  patch: operations["administration_change_webhook"];
 };
 "/api/administration/webhooks/{webhook_id}/deliveries": {
  parameters: {};
  get: operations["administration_list_deliveries"];
 };
 "/api/administration/webhooks/{webhook_id}/deliveries/{delivery_id}/again": {
  parameters: {};
  post: operations["administration_send_again"];
 };
 "/api/administration/webhooks/{webhook_id}/ping": {
  parameters: {};
  post: operations["administration_ping_webhook"];
 };
 "/api/administration/webhooks/{webhook_id}/rotate": {
  parameters: {};
  post: operations["administration_rotate_webhook"];
 };
 "/api/administration/webhooks/{webhook_id}/start": {
  parameters: {};
  post: operations["administration_start_webhook"];
 };
 "/api/administration/webhooks/{webhook_id}/stop": {
  parameters: {};
  post: operations["administration_stop_webhook"];
 };
 "/api/alerts/alerts": {
  parameters: {};
  get: operations["alerts_list_alerts"];
 };
 "/api/alerts/alerts/counts": {
  parameters: {};
  get: operations["alerts_alert_counts"];
 };
 "/api/alerts/alerts/{alert_id}": {
  parameters: {};
  get: operations["alerts_get_alert"];
 };
 "/api/alerts/alerts/{alert_id}/accept": {
  parameters: {};
  post: operations["alerts_accept_alert"];
 };
 "/api/alerts/alerts/{alert_id}/accept-group": {
  parameters: {};
  post: operations["alerts_accept_alert_group"];
 };
 "/api/alerts/alerts/{alert_id}/case": {
  parameters: {};
  post: operations["alerts_alert_to_case"];
 };
 "/api/alerts/alerts/{alert_id}/curve": {
  parameters: {};
  get: operations["alerts_alert_curve"];
 };
 "/api/alerts/alerts/{alert_id}/false-alarm": {
  parameters: {};
  post: operations["alerts_false_alarm"];
 };
 "/api/alerts/alerts/{alert_id}/handle": {
  parameters: {};
  post: operations["alerts_handle_alert"];
 };
 "/api/alerts/alerts/{alert_id}/resolve": {
  parameters: {};
  post: operations["alerts_resolve_alert"];
 };
 "/api/alerts/alerts/{alert_id}/seen": {
  parameters: {};
  post: operations["alerts_see_alert"];
 };
 "/api/alerts/alerts/{alert_id}/silence": {
  parameters: {};
  post: operations["alerts_silence_alert_source"];
 };
 "/api/alerts/alerts/{alert_id}/steps/{step}": {
  parameters: {};
  put: operations["alerts_tick_step"];
  delete: operations["alerts_untick_step"];
 };
 "/api/alerts/duty": {
  parameters: {};
  get: operations["alerts_on_duty"];
 };
 "/api/alerts/duty/absences": {
  parameters: {};
  post: operations["alerts_note_absence"];
 };
 "/api/alerts/duty/absences/{absence_id}": {
  parameters: {};
  delete: operations["alerts_cancel_absence"];
 };
 "/api/alerts/duty/calendar": {
  parameters: {};
  get: operations["alerts_duty_calendar"];
 };
 "/api/alerts/duty/changes": {
  parameters: {};
  get: operations["alerts_duty_changes"];
 };
 "/api/alerts/duty/handovers": {
  parameters: {};
  get: operations["alerts_list_handovers"];
  post: operations["alerts_write_handover"];
 };
 "/api/alerts/duty/handovers/{handover_id}/confirm": {
  parameters: {};
  post: operations["alerts_confirm_handover"];
 };
 "/api/alerts/duty/swaps": {
  parameters: {};
  post: operations["alerts_swap_duty"];
 };
 "/api/alerts/duty/swaps/{swap_id}": {
  parameters: {};
  delete: operations["alerts_cancel_swap"];
 };
 "/api/alerts/events": {
  parameters: {};
  post: operations["alerts_take_event"];
 };
 "/api/alerts/fences": {
  parameters: {};
  get: operations["alerts_list_fences"];
 };
 "/api/alerts/inhibitions": {
  parameters: {};
  get: operations["alerts_list_inhibitions"];
  post: operations["alerts_create_inhibition"];
 };
 "/api/alerts/inhibitions/{inhibition_id}": {
  parameters: {};
  delete: operations["alerts_delete_inhibition"];
 };
 "/api/alerts/kinds": {
  parameters: {};
  get: operations["alerts_list_kinds"];
  post: operations["alerts_create_kind"];
 };
 "/api/alerts/kinds/{kind_code}": {
  parameters: {};
  put: operations["alerts_update_kind"];
 };
 "/api/alerts/rules": {
  parameters: {};
  get: operations["alerts_list_rules"];
  post: operations["alerts_create_rule"];
 };
 "/api/alerts/rules/device-types": {
  parameters: {};
  get: operations["alerts_rule_device_types"];
 };
 "/api/alerts/rules/presets": {
  parameters: {};
  get: operations["alerts_rule_presets"];
 };
 "/api/alerts/rules/try": {
  parameters: {};
  post: operations["alerts_try_rule"];
 };
 "/api/alerts/rules/{rule_id}": {
  parameters: {};
  get: operations["alerts_get_rule"];
  put: operations["alerts_update_rule"];
  delete: operations["alerts_delete_rule"];
 };
 "/api/alerts/rules/{rule_id}/fences/{person_id}": {
  parameters: {};
  put: operations["alerts_set_fence"];
  delete: operations["alerts_remove_fence"];
 };
 "/api/alerts/rules/{rule_id}/overrides/{device_id}": {
  parameters: {};
  put: operations["alerts_set_override"];
  delete: operations["alerts_remove_override"];
 };
 "/api/alerts/rules/{rule_id}/states": {
  parameters: {};
  get: operations["alerts_rule_states"];
 };
 "/api/alerts/shifts": {
  parameters: {};
  get: operations["alerts_list_shifts"];
  post: operations["alerts_create_shift"];
 };
 "/api/alerts/shifts/candidates": {
  parameters: {};
  get: operations["alerts_shift_candidates"];
 };
 "/api/alerts/shifts/{shift_id}": {
  parameters: {};
  put: operations["alerts_update_shift"];
  delete: operations["alerts_delete_shift"];
 };
 "/api/alerts/silences": {
  parameters: {};
  get: operations["alerts_list_silences"];
  post: operations["alerts_create_silence"];
 };
 "/api/alerts/silences/{silence_id}/lift": {
  parameters: {};
  post: operations["alerts_lift_silence"];
 };
 "/api/alerts/sources": {
  parameters: {};
  get: operations["alerts_list_sources"];
  post: operations["alerts_create_source"];
 };
 "/api/alerts/sources/{source_id}": {
  parameters: {};
  patch: operations["alerts_switch_source"];
 };
 "/api/alerts/statistics": {
  parameters: {};
  get: operations["alerts_alert_statistics"];
 };
 "/api/alerts/tuning": {
  parameters: {};
  get: operations["alerts_alert_tuning"];
 };
 "/api/cases/board": {
  parameters: {};
  get: operations["cases_read_board"];
 };
 "/api/cases/board-keepers": {
  parameters: {};
  get: operations["cases_list_board_keepers"];
 };
 "/api/cases/boards": {
  parameters: {};
  get: operations["cases_list_boards"];
  post: operations["cases_add_board"];
 };
 "/api/cases/boards/{board_id}": {
  parameters: {};
  get: operations["cases_read_notice_board"];
  put: operations["cases_change_board"];
 };
 "/api/cases/boards/{board_id}/answers": {
  parameters: {};
  get: operations["cases_list_board_answers"];
 };
 "/api/cases/boards/{board_id}/checks": {
  parameters: {};
  get: operations["cases_list_board_checks"];
  post: operations["cases_check_board"];
 };
 "/api/cases/boards/{board_id}/sheets": {
  parameters: {};
  get: operations["cases_list_board_sheets"];
  post: operations["cases_make_board_sheet"];
 };
 "/api/cases/callbacks": {
  parameters: {};
  get: operations["cases_list_callbacks"];
 };
 "/api/cases/callbacks/draws": {
  parameters: {};
  get: operations["cases_list_draws"];
 };
 "/api/cases/callbacks/summary": {
  parameters: {};
  get: operations["cases_read_summary"];
 };
 "/api/cases/callbacks/{callback_id}": {
  parameters: {};
  get: operations["cases_read_callback"];
 };
 "/api/cases/callbacks/{callback_id}/askers": {
  parameters: {};
  get: operations["cases_list_askers"];
 };
 "/api/cases/callbacks/{callback_id}/assign": {
  parameters: {};
  post: operations["cases_assign"];
 };
 "/api/cases/callbacks/{callback_id}/contact": {
  parameters: {};
  post: operations["cases_reveal_callback_contact"];
 };
 "/api/cases/callbacks/{callback_id}/outcome": {
  parameters: {};
  post: operations["cases_record_outcome"];
 };
 "/api/cases/cases": {
  parameters: {};
  get: operations["cases_list_cases"];
  post: operations["cases_report_case"];
 };
 "/api/cases/cases/{case_id}": {
  parameters: {};
  get: operations["cases_read_case"];
 };
 "/api/cases/cases/{case_id}/accept": {
  parameters: {};
  post: operations["cases_accept_case"];
 };
 "/api/cases/cases/{case_id}/allow-extension": {
  parameters: {};
  post: operations["cases_allow_extension"];
 };
 "/api/cases/cases/{case_id}/ask-void": {
  parameters: {};
  post: operations["cases_ask_void"];
 };
 "/api/cases/cases/{case_id}/assist": {
  parameters: {};
  post: operations["cases_ask_assistance"];
 };
 "/api/cases/cases/{case_id}/assist-done": {
  parameters: {};
  post: operations["cases_report_assistance"];
 };
 "/api/cases/cases/{case_id}/assist-off": {
  parameters: {};
  post: operations["cases_call_off_assistance"];
 };
 "/api/cases/cases/{case_id}/contact": {
  parameters: {};
  post: operations["cases_reveal_contact"];
 };
 "/api/cases/cases/{case_id}/dispatch": {
  parameters: {};
  post: operations["cases_dispatch_case"];
 };
 "/api/cases/cases/{case_id}/extend": {
  parameters: {};
  post: operations["cases_ask_extension"];
 };
 "/api/cases/cases/{case_id}/follow": {
  parameters: {};
  post: operations["cases_follow_case"];
 };
 "/api/cases/cases/{case_id}/follow-for": {
  parameters: {};
  post: operations["cases_follow_case_for"];
 };
 "/api/cases/cases/{case_id}/handle": {
  parameters: {};
  post: operations["cases_handle_case"];
 };
 "/api/cases/cases/{case_id}/keep": {
  parameters: {};
  post: operations["cases_keep_case"];
 };
 "/api/cases/cases/{case_id}/merge": {
  parameters: {};
  post: operations["cases_merge_case"];
 };
 "/api/cases/cases/{case_id}/note": {
  parameters: {};
  post: operations["cases_note_on_case"];
 };
 "/api/cases/cases/{case_id}/object": {
  parameters: {};
  post: operations["cases_object_to_dispatch"];
 };
 "/api/cases/cases/{case_id}/overrule": {
  parameters: {};
  post: operations["cases_overrule_objection"];
 };
 "/api/cases/cases/{case_id}/parties": {
  parameters: {};
  get: operations["cases_list_parties"];
 };
 "/api/cases/cases/{case_id}/photo-places": {
  parameters: {};
  get: operations["cases_list_photo_places"];
 };
 "/api/cases/cases/{case_id}/reassign": {
  parameters: {};
  post: operations["cases_reassign"];
 };
 "/api/cases/cases/{case_id}/redispatch": {
  parameters: {};
  post: operations["cases_redispatch_case"];
 };
 "/api/cases/cases/{case_id}/redo": {
  parameters: {};
  post: operations["cases_redo_case"];
 };
 "/api/cases/cases/{case_id}/refuse-extension": {
  parameters: {};
  post: operations["cases_refuse_extension"];
 };
 "/api/cases/cases/{case_id}/reject": {
  parameters: {};
  post: operations["cases_reject_case"];
 };
 "/api/cases/cases/{case_id}/reopen-for": {
  parameters: {};
  post: operations["cases_reopen_case_for"];
 };
 "/api/cases/cases/{case_id}/resume": {
  parameters: {};
  post: operations["cases_resume_case"];
 };
 "/api/cases/cases/{case_id}/return": {
  parameters: {};
  post: operations["cases_return_case"];
 };
 "/api/cases/cases/{case_id}/slip": {
  parameters: {};
  get: operations["cases_read_slip"];
 };
 "/api/cases/cases/{case_id}/slip/print": {
  parameters: {};
  get: operations["cases_print_slip"];
 };
 "/api/cases/cases/{case_id}/split": {
  parameters: {};
  post: operations["cases_split_case"];
 };
 "/api/cases/cases/{case_id}/suggestion": {
  parameters: {};
  get: operations["cases_read_suggestion"];
 };
 "/api/cases/cases/{case_id}/suspend": {
  parameters: {};
  post: operations["cases_suspend_case"];
 };
 "/api/cases/cases/{case_id}/take": {
  parameters: {};
  post: operations["cases_take_case"];
 };
 "/api/cases/cases/{case_id}/uphold": {
  parameters: {};
  post: operations["cases_uphold_objection"];
 };
 "/api/cases/cases/{case_id}/urge": {
  parameters: {};
  post: operations["cases_urge"];
 };
 "/api/cases/cases/{case_id}/verify": {
  parameters: {};
  post: operations["cases_verify_case"];
 };
 "/api/cases/cases/{case_id}/void": {
  parameters: {};
  post: operations["cases_void_case"];
 };
 "/api/cases/categories": {
  parameters: {};
  get: operations["cases_list_categories"];
  post: operations["cases_add_category"];
 };
 "/api/cases/categories/{category_id}": {
  parameters: {};
  put: operations["cases_change_category"];
 };
 "/api/cases/entries": {
  parameters: {};
  post: operations["cases_enter_case"];
 };
 "/api/cases/entries/likely": {
  parameters: {};
  post: operations["cases_list_twins"];
 };
 "/api/cases/here": {
  parameters: {};
  get: operations["cases_read_here"];
 };
 "/api/cases/ladders": {
  parameters: {};
  get: operations["cases_list_ladders"];
  put: operations["cases_set_levels"];
 };
 "/api/cases/ladders/{ladder_id}": {
  parameters: {};
  delete: operations["cases_drop_levels"];
 };
 "/api/cases/likely": {
  parameters: {};
  post: operations["cases_list_likely"];
 };
 "/api/cases/measures": {
  parameters: {};
  get: operations["cases_read_measures"];
 };
 "/api/cases/mine": {
  parameters: {};
  get: operations["cases_list_mine"];
 };
 "/api/cases/mine/{case_id}": {
  parameters: {};
  get: operations["cases_read_mine"];
 };
 "/api/cases/mine/{case_id}/append": {
  parameters: {};
  post: operations["cases_append_to_case"];
 };
 "/api/cases/mine/{case_id}/confirm": {
  parameters: {};
  post: operations["cases_confirm_case"];
 };
 "/api/cases/mine/{case_id}/dispute": {
  parameters: {};
  post: operations["cases_dispute_case"];
 };
 "/api/cases/mine/{case_id}/photos/{photo_id}": {
  parameters: {};
  get: operations["cases_read_photo"];
 };
 "/api/cases/mine/{case_id}/rate": {
  parameters: {};
  post: operations["cases_rate_case"];
 };
 "/api/cases/mine/{case_id}/reopen": {
  parameters: {};
  post: operations["cases_reopen_case"];
 };
 "/api/cases/mine/{case_id}/sounds/{sound_id}": {
  parameters: {};
  get: operations["cases_read_sound"];
 };
 "/api/cases/photos": {
  parameters: {};
  post: operations["cases_upload_photo"];
 };
 "/api/cases/place-codes/print": {
  parameters: {};
  get: operations["cases_print_place_codes"];
 };
 "/api/cases/places": {
  parameters: {};
  get: operations["cases_list_places"];
 };
 "/api/cases/progress": {
  parameters: {};
  get: operations["cases_read_progress"];
 };
 "/api/cases/progress-list/print": {
  parameters: {};
  get: operations["cases_print_progress_list"];
 };
 "/api/cases/progress/rating": {
  parameters: {};
  post: operations["cases_rate_progress"];
 };
 "/api/cases/rules": {
  parameters: {};
  get: operations["cases_list_rule_areas"];
 };
 "/api/cases/rules/{area_id}": {
  parameters: {};
  get: operations["cases_read_rules"];
  put: operations["cases_save_rule_list"];
 };
 "/api/cases/rules/{area_id}/choices": {
  parameters: {};
  get: operations["cases_list_rule_choices"];
 };
 "/api/cases/rules/{area_id}/dry-run": {
  parameters: {};
  post: operations["cases_try_rules"];
 };
 "/api/cases/sheets/{sheet_id}/posted": {
  parameters: {};
  post: operations["cases_post_board_sheet"];
 };
 "/api/cases/sheets/{sheet_id}/print": {
  parameters: {};
  get: operations["cases_print_board_sheet"];
 };
 "/api/cases/sounds": {
  parameters: {};
  post: operations["cases_upload_sound"];
 };
 "/api/cases/supervise": {
  parameters: {};
  get: operations["cases_list_pressing"];
 };
 "/api/cases/what-if": {
  parameters: {};
  get: operations["cases_try_limits"];
 };
 "/api/devices/cells/{cell_id}/mark": {
  parameters: {};
  post: operations["devices_mark_locker_cell"];
 };
 "/api/devices/cells/{cell_id}/open": {
  parameters: {};
  post: operations["devices_open_locker_cell"];
 };
 "/api/devices/charging/cards": {
  parameters: {};
  get: operations["devices_list_cards"];
  post: operations["devices_make_card"];
 };
 "/api/devices/charging/cards/{card_id}": {
  parameters: {};
  put: operations["devices_change_card"];
 };
 "/api/devices/charging/cards/{card_id}/block": {
  parameters: {};
  post: operations["devices_block_card"];
 };
 "/api/devices/charging/mine": {
  parameters: {};
  get: operations["devices_list_my_charging"];
  post: operations["devices_start_charging"];
 };
 "/api/devices/charging/mine/{session_id}": {
  parameters: {};
  get: operations["devices_read_my_charging"];
 };
 "/api/devices/charging/mine/{session_id}/stop": {
  parameters: {};
  post: operations["devices_stop_my_charging"];
 };
 "/api/devices/charging/piles": {
  parameters: {};
  get: operations["devices_list_piles"];
 };
 "/api/devices/charging/piles/{pile_id}": {
  parameters: {};
  get: operations["devices_read_pile"];
 };
 "/api/devices/charging/piles/{pile_id}/admission": {
  parameters: {};
  post: operations["devices_admit_pile"];
 };
 "/api/devices/charging/piles/{pile_id}/start": {
  parameters: {};
  post: operations["devices_start_for_somebody"];
 };
 "/api/devices/charging/sessions": {
  parameters: {};
  get: operations["devices_list_charge_sessions"];
 };
 "/api/devices/charging/sessions/{session_id}": {
  parameters: {};
  get: operations["devices_read_charge_session"];
 };
 "/api/devices/charging/sessions/{session_id}/close": {
  parameters: {};
  post: operations["devices_close_charge_session"];
 };
 "/api/devices/charging/sessions/{session_id}/stop": {
  parameters: {};
  post: operations["devices_stop_charge_session"];
 };
 "/api/devices/charging/spots": {
  parameters: {};
  get: operations["devices_list_spots"];
 };
 "/api/devices/charging/spots/{pile_number}": {
  parameters: {};
  get: operations["devices_read_spot"];
 };
 "/api/devices/charging/tariffs": {
  parameters: {};
  get: operations["devices_list_tariffs"];
  post: operations["devices_make_tariff"];
 };
 "/api/devices/charging/tariffs/{tariff_id}": {
  parameters: {};
  put: operations["devices_change_tariff"];
 };
 "/api/devices/commands/{command_id}/withdraw": {
  parameters: {};
  post: operations["devices_withdraw_command"];
 };
 "/api/devices/devices": {
  parameters: {};
  get: operations["devices_list_devices"];
  post: operations["devices_register_device"];
 };
 "/api/devices/devices/{device_id}": {
  parameters: {};
  get: operations["devices_read_device"];
  patch: operations["devices_edit_device"];
 };
 "/api/devices/devices/{device_id}/command-offers": {
  parameters: {};
  get: operations["devices_list_command_offers"];
 };
 "/api/devices/devices/{device_id}/commands": {
  parameters: {};
  get: operations["devices_list_commands"];
  post: operations["devices_send_command"];
 };
 "/api/devices/devices/{device_id}/connection": {
  parameters: {};
  get: operations["devices_read_connection"];
 };
 "/api/devices/devices/{device_id}/curve": {
  parameters: {};
  get: operations["devices_read_curve"];
 };
 "/api/devices/devices/{device_id}/events": {
  parameters: {};
  get: operations["devices_list_device_events"];
 };
 "/api/devices/devices/{device_id}/key": {
  parameters: {};
  post: operations["devices_issue_key"];
 };
 "/api/devices/devices/{device_id}/label": {
  parameters: {};
  get: operations["devices_read_label"];
 };
 "/api/devices/devices/{device_id}/readings": {
  parameters: {};
  get: operations["devices_export_readings"];
 };
 "/api/devices/devices/{device_id}/restore": {
  parameters: {};
  post: operations["devices_restore_device"];
 };
 "/api/devices/devices/{device_id}/retire": {
  parameters: {};
  post: operations["devices_retire_device"];
 };
 "/api/devices/entities": {
  parameters: {};
  get: operations["devices_list_entities"];
 };
 "/api/devices/entities/{entity_id}/ignore": {
  parameters: {};
  post: operations["devices_ignore_entity"];
 };
 "/api/devices/entities/{entity_id}/take-in": {
  parameters: {};
  post: operations["devices_take_in_entity"];
 };
 "/api/devices/ingest": {
  parameters: {};
  post: operations["devices_ingest"];
 };
 "/api/devices/lighting": {
  parameters: {};
  get: operations["devices_list_lamp_groups"];
  post: operations["devices_add_lamp_group"];
 };
 "/api/devices/lighting/{group_id}": {
  parameters: {};
  get: operations["devices_read_lamp_group"];
  delete: operations["devices_remove_lamp_group"];
  patch: operations["devices_edit_lamp_group"];
 };
 "/api/devices/lighting/{group_id}/energy": {
  parameters: {};
  get: operations["devices_read_lamp_energy"];
 };
 "/api/devices/lighting/{group_id}/override": {
  parameters: {};
  post: operations["devices_override_lamp_group"];
 };
 "/api/devices/lighting/{group_id}/resume": {
  parameters: {};
  post: operations["devices_resume_lamp_group"];
 };
 "/api/devices/lockers": {
  parameters: {};
  get: operations["devices_list_lockers"];
 };
 "/api/devices/lockers/statistics": {
  parameters: {};
  get: operations["devices_read_locker_statistics"];
 };
 "/api/devices/lockers/{locker_id}": {
  parameters: {};
  get: operations["devices_read_locker"];
 };
 "/api/devices/lockers/{locker_id}/cells": {
  parameters: {};
  post: operations["devices_add_locker_cells"];
 };
 "/api/devices/lockers/{locker_id}/parcels": {
  parameters: {};
  post: operations["devices_place_parcel"];
 };
 "/api/devices/own/commands": {
  parameters: {};
  get: operations["devices_fetch_commands"];
 };
 "/api/devices/own/commands/{command_id}/ack": {
  parameters: {};
  post: operations["devices_acknowledge_command"];
 };
 "/api/devices/parcels": {
  parameters: {};
  get: operations["devices_list_parcels"];
 };
 "/api/devices/parcels/mine": {
  parameters: {};
  get: operations["devices_list_own_parcels"];
 };
 "/api/devices/parcels/mine/{parcel_id}/share": {
  parameters: {};
  post: operations["devices_share_own_parcel"];
 };
 "/api/devices/parcels/{parcel_id}": {
  parameters: {};
  get: operations["devices_read_parcel"];
 };
 "/api/devices/parcels/{parcel_id}/fetch": {
  parameters: {};
  post: operations["devices_fetch_parcel"];
 };
 "/api/devices/parcels/{parcel_id}/return": {
  parameters: {};
  post: operations["devices_return_parcel"];
 };
 "/api/devices/refusals": {
  parameters: {};
  get: operations["devices_list_refusals"];
 };
 "/api/devices/types": {
  parameters: {};
  get: operations["devices_list_types"];
 };
 "/api/devices/types/{code}": {
  parameters: {};
  put: operations["devices_save_type"];
 };
 "/api/devices/wall": {
  parameters: {};
  get: operations["devices_read_wall"];
 };
 "/api/devices/water": {
  parameters: {};
  get: operations["devices_list_dispensers"];
 };
 "/api/devices/water/cards": {
  parameters: {};
  get: operations["devices_list_water_cards"];
  post: operations["devices_issue_water_card"];
 };
 "/api/devices/water/cards/{card_id}/entries": {
  parameters: {};
  get: operations["devices_list_water_entries"];
 };
 "/api/devices/water/cards/{card_id}/step": {
  parameters: {};
  post: operations["devices_change_water_card"];
 };
 "/api/devices/water/cards/{card_id}/top-up": {
  parameters: {};
  post: operations["devices_top_up_water_card"];
 };
 "/api/devices/water/my-cards": {
  parameters: {};
  get: operations["devices_list_own_water_cards"];
 };
 "/api/devices/water/my-cards/{card_id}/lost": {
  parameters: {};
  post: operations["devices_lose_own_water_card"];
 };
 "/api/devices/water/public": {
  parameters: {};
  get: operations["devices_list_public_water"];
 };
 "/api/devices/water/{dispenser_id}": {
  parameters: {};
  get: operations["devices_read_dispenser"];
 };
 "/api/devices/water/{dispenser_id}/draws": {
  parameters: {};
  get: operations["devices_list_water_draws"];
 };
 "/api/devices/water/{dispenser_id}/filters": {
  parameters: {};
  post: operations["devices_log_filter_change"];
 };
 "/api/devices/water/{dispenser_id}/limits": {
  parameters: {};
  put: operations["devices_set_dispenser"];
 };
 "/api/devices/water/{dispenser_id}/photos": {
  parameters: {};
  post: operations["devices_upload_filter_photo"];
 };
 "/api/eldercare/batches": {
  parameters: {};
  get: operations["eldercare_list_batches"];
 };
 "/api/eldercare/batches/{batch_id}/recall": {
  parameters: {};
  post: operations["eldercare_recall_batch"];
 };
 "/api/eldercare/batches/{batch_id}/takers": {
  parameters: {};
  get: operations["eldercare_recall_list"];
 };
 "/api/eldercare/cabinets": {
  parameters: {};
  get: operations["eldercare_list_cabinets"];
  post: operations["eldercare_install_cabinet"];
 };
 "/api/eldercare/cabinets/devices": {
  parameters: {};
  get: operations["eldercare_cabinet_devices"];
 };
 "/api/eldercare/cabinets/{cabinet_id}": {
  parameters: {};
  get: operations["eldercare_get_cabinet"];
  patch: operations["eldercare_switch_cabinet"];
 };
 "/api/eldercare/cabinets/{cabinet_id}/movements": {
  parameters: {};
  get: operations["eldercare_list_movements"];
 };
 "/api/eldercare/cabinets/{cabinet_id}/restocks": {
  parameters: {};
  post: operations["eldercare_propose_restock"];
 };
 "/api/eldercare/dispensings": {
  parameters: {};
  get: operations["eldercare_list_dispensings"];
  post: operations["eldercare_dispense_for_elder"];
 };
 "/api/eldercare/drugs": {
  parameters: {};
  get: operations["eldercare_list_drugs"];
  post: operations["eldercare_add_drug"];
 };
 "/api/eldercare/drugs/{drug_id}": {
  parameters: {};
  put: operations["eldercare_edit_drug"];
 };
 "/api/eldercare/elders": {
  parameters: {};
  get: operations["eldercare_list_elders"];
  post: operations["eldercare_add_elder"];
 };
 "/api/eldercare/elders/statistics": {
  parameters: {};
  get: operations["eldercare_elder_statistics"];
 };
 "/api/eldercare/elders/{elder_id}": {
  parameters: {};
  get: operations["eldercare_read_elder"];
 };
 "/api/eldercare/elders/{elder_id}/assessments": {
  parameters: {};
  post: operations["eldercare_assess_elder"];
 };
 "/api/eldercare/elders/{elder_id}/away": {
  parameters: {};
  post: operations["eldercare_note_away"];
 };
 "/api/eldercare/elders/{elder_id}/back": {
  parameters: {};
  post: operations["eldercare_come_back"];
 };
 "/api/eldercare/elders/{elder_id}/bindings": {
  parameters: {};
  get: operations["eldercare_list_bindings"];
  post: operations["eldercare_bind_device"];
 };
 "/api/eldercare/elders/{elder_id}/bindings/{binding_id}/end": {
  parameters: {};
  post: operations["eldercare_unbind_device"];
 };
 "/api/eldercare/elders/{elder_id}/care": {
  parameters: {};
  get: operations["eldercare_get_care"];
 };
 "/api/eldercare/elders/{elder_id}/categories": {
  parameters: {};
  post: operations["eldercare_set_category"];
 };
 "/api/eldercare/elders/{elder_id}/categories/{row_id}/review": {
  parameters: {};
  post: operations["eldercare_review_category"];
 };
 "/api/eldercare/elders/{elder_id}/curve": {
  parameters: {};
  get: operations["eldercare_read_vital_curve"];
 };
 "/api/eldercare/elders/{elder_id}/fhir": {
  parameters: {};
  get: operations["eldercare_export_fhir"];
  post: operations["eldercare_import_fhir"];
 };
 "/api/eldercare/elders/{elder_id}/forms": {
  parameters: {};
  post: operations["eldercare_upload_form"];
 };
 "/api/eldercare/elders/{elder_id}/guard": {
  parameters: {};
  get: operations["eldercare_get_guard"];
  put: operations["eldercare_set_guard"];
 };
 "/api/eldercare/elders/{elder_id}/guard/rules/{rule_id}": {
  parameters: {};
  put: operations["eldercare_set_guard_rule"];
 };
 "/api/eldercare/elders/{elder_id}/health": {
  parameters: {};
  get: operations["eldercare_read_health"];
 };
 "/api/eldercare/elders/{elder_id}/home-code": {
  parameters: {};
  get: operations["eldercare_home_code"];
 };
 "/api/eldercare/elders/{elder_id}/limits": {
  parameters: {};
  post: operations["eldercare_set_limit"];
 };
 "/api/eldercare/elders/{elder_id}/limits/{limit_id}": {
  parameters: {};
  delete: operations["eldercare_end_limit"];
 };
 "/api/eldercare/elders/{elder_id}/measurements": {
  parameters: {};
  get: operations["eldercare_list_measurements"];
  post: operations["eldercare_record_measurement"];
 };
 "/api/eldercare/elders/{elder_id}/measurements/{measurement_id}/correct": {
  parameters: {};
  post: operations["eldercare_correct_measurement"];
 };
 "/api/eldercare/elders/{elder_id}/messages": {
  parameters: {};
  post: operations["eldercare_send_message"];
 };
 "/api/eldercare/elders/{elder_id}/relatives": {
  parameters: {};
  get: operations["eldercare_list_relatives"];
  post: operations["eldercare_invite_relative"];
 };
 "/api/eldercare/elders/{elder_id}/relatives/{relative_id}/end": {
  parameters: {};
  post: operations["eldercare_end_relative"];
 };
 "/api/eldercare/elders/{elder_id}/standing": {
  parameters: {};
  put: operations["eldercare_save_standing"];
 };
 "/api/eldercare/elders/{elder_id}/views": {
  parameters: {};
  get: operations["eldercare_list_views"];
 };
 "/api/eldercare/elders/{elder_id}/visit-plan": {
  parameters: {};
  put: operations["eldercare_set_visit_plan"];
 };
 "/api/eldercare/elders/{elder_id}/visits": {
  parameters: {};
  post: operations["eldercare_visit_now"];
 };
 "/api/eldercare/elders/{elder_id}/withdraw": {
  parameters: {};
  post: operations["eldercare_withdraw_consent"];
 };
 "/api/eldercare/falls": {
  parameters: {};
  get: operations["eldercare_list_falls"];
 };
 "/api/eldercare/falls/{fall_id}/ok": {
  parameters: {};
  post: operations["eldercare_note_ok"];
 };
 "/api/eldercare/family": {
  parameters: {};
  get: operations["eldercare_list_family"];
 };
 "/api/eldercare/family/{elder_id}": {
  parameters: {};
  get: operations["eldercare_read_family"];
 };
 "/api/eldercare/family/{elder_id}/alerts/{alert_id}/claim": {
  parameters: {};
  post: operations["eldercare_claim_alert"];
 };
 "/api/eldercare/family/{elder_id}/curve": {
  parameters: {};
  get: operations["eldercare_read_family_curve"];
 };
 "/api/eldercare/guard": {
  parameters: {};
  get: operations["eldercare_list_guard"];
 };
 "/api/eldercare/my/dispensings": {
  parameters: {};
  get: operations["eldercare_my_dispensings"];
  post: operations["eldercare_take_medicine"];
 };
 "/api/eldercare/my/pickups": {
  parameters: {};
  post: operations["eldercare_make_pickup"];
 };
 "/api/eldercare/my/prescriptions": {
  parameters: {};
  get: operations["eldercare_my_prescriptions"];
  post: operations["eldercare_hand_in_prescription"];
 };
 "/api/eldercare/my/reminders": {
  parameters: {};
  get: operations["eldercare_my_reminders"];
 };
 "/api/eldercare/my/reminders/{ring_id}/confirm": {
  parameters: {};
  post: operations["eldercare_confirm_ring"];
 };
 "/api/eldercare/my/safety": {
  parameters: {};
  get: operations["eldercare_my_safety"];
 };
 "/api/eldercare/my/safety/away": {
  parameters: {};
  post: operations["eldercare_i_am_away"];
 };
 "/api/eldercare/my/safety/back": {
  parameters: {};
  post: operations["eldercare_i_am_back"];
 };
 "/api/eldercare/my/safety/ok": {
  parameters: {};
  post: operations["eldercare_say_ok"];
 };
 "/api/eldercare/my/shelf": {
  parameters: {};
  get: operations["eldercare_my_shelf"];
 };
 "/api/eldercare/own": {
  parameters: {};
  get: operations["eldercare_read_own"];
 };
 "/api/eldercare/own/agree": {
  parameters: {};
  post: operations["eldercare_agree_own"];
 };
 "/api/eldercare/own/curve": {
  parameters: {};
  get: operations["eldercare_read_own_curve"];
 };
 "/api/eldercare/own/measurements": {
  parameters: {};
  post: operations["eldercare_record_own"];
 };
 "/api/eldercare/own/relatives": {
  parameters: {};
  post: operations["eldercare_invite_own"];
 };
 "/api/eldercare/own/relatives/{relative_id}": {
  parameters: {};
  put: operations["eldercare_change_own"];
  delete: operations["eldercare_end_own"];
 };
 "/api/eldercare/own/withdraw": {
  parameters: {};
  post: operations["eldercare_withdraw_own"];
 };
 "/api/eldercare/prescriptions": {
  parameters: {};
  get: operations["eldercare_list_prescriptions"];
  post: operations["eldercare_hand_in_for_elder"];
 };
 "/api/eldercare/prescriptions/{prescription_id}/check": {
  parameters: {};
  post: operations["eldercare_check_prescription"];
 };
 "/api/eldercare/prescriptions/{prescription_id}/refuse": {
  parameters: {};
  post: operations["eldercare_refuse_prescription"];
 };
 "/api/eldercare/reminders": {
  parameters: {};
  get: operations["eldercare_list_reminders"];
  post: operations["eldercare_add_reminder"];
 };
 "/api/eldercare/reminders/rings": {
  parameters: {};
  get: operations["eldercare_list_rings"];
 };
 "/api/eldercare/reminders/speakers": {
  parameters: {};
  get: operations["eldercare_list_speakers"];
 };
 "/api/eldercare/reminders/{reminder_id}": {
  parameters: {};
  put: operations["eldercare_edit_reminder"];
 };
 "/api/eldercare/reminders/{reminder_id}/stop": {
  parameters: {};
  post: operations["eldercare_stop_reminder"];
 };
 "/api/eldercare/restocks": {
  parameters: {};
  get: operations["eldercare_list_restocks"];
 };
 "/api/eldercare/restocks/{restock_id}/cancel": {
  parameters: {};
  post: operations["eldercare_cancel_restock"];
 };
 "/api/eldercare/restocks/{restock_id}/confirm": {
  parameters: {};
  post: operations["eldercare_confirm_restock"];
 };
 "/api/eldercare/slots/{slot_id}": {
  parameters: {};
  put: operations["eldercare_set_slot"];
 };
 "/api/eldercare/slots/{slot_id}/count": {
  parameters: {};
  post: operations["eldercare_count_stock"];
 };
 "/api/eldercare/visits": {
  parameters: {};
  get: operations["eldercare_list_visits"];
  post: operations["eldercare_add_visit"];
 };
 "/api/eldercare/visits/coverage": {
  parameters: {};
  get: operations["eldercare_visit_coverage"];
 };
 "/api/eldercare/visits/photos": {
  parameters: {};
  post: operations["eldercare_upload_visit_photo"];
 };
 "/api/eldercare/visits/plans": {
  parameters: {};
  get: operations["eldercare_list_plans"];
 };
 "/api/eldercare/visits/rounds": {
  parameters: {};
  get: operations["eldercare_visit_rounds"];
 };
 "/api/eldercare/visits/sheet": {
  parameters: {};
  get: operations["eldercare_route_sheet"];
 };
 "/api/eldercare/visits/{visit_id}": {
  parameters: {};
  get: operations["eldercare_get_visit"];
 };
 "/api/eldercare/visits/{visit_id}/check-in": {
  parameters: {};
  post: operations["eldercare_check_in"];
 };
 "/api/eldercare/visits/{visit_id}/skip": {
  parameters: {};
  post: operations["eldercare_skip_visit"];
 };
 "/api/insight/bulletins": {
  parameters: {};
  get: operations["insight_list_bulletins"];
  post: operations["insight_write_bulletin"];
 };
 "/api/insight/bulletins/order": {
  parameters: {};
  post: operations["insight_order_bulletins"];
 };
 "/api/insight/bulletins/{bulletin_id}": {
  parameters: {};
  put: operations["insight_change_bulletin"];
 };
 "/api/insight/bulletins/{bulletin_id}/withdraw": {
  parameters: {};
  post: operations["insight_withdraw_bulletin"];
 };
 "/api/insight/goals": {
  parameters: {};
  get: operations["insight_read_goals"];
 };
 "/api/insight/goals/rows": {
  parameters: {};
  get: operations["insight_read_goal_rows"];
 };
 "/api/insight/map": {
  parameters: {};
  get: operations["insight_read_map"];
 };
 "/api/insight/playlist": {
  parameters: {};
  get: operations["insight_read_playlist"];
 };
 "/api/insight/rollup": {
  parameters: {};
  get: operations["insight_read_rollup"];
 };
 "/api/insight/tiles": {
  parameters: {};
  get: operations["insight_read_tiles"];
 };
 "/api/insight/todos": {
  parameters: {};
  get: operations["insight_read_todos"];
 };
 "/api/kernel/bell": {
  parameters: {};
  get: operations["kernel_bell"];
 };
 "/api/kernel/files/{file_id}": {
  parameters: {};
  get: operations["kernel_read_file"];
 };
 "/api/kernel/menu": {
  parameters: {};
  get: operations["kernel_menu"];
 };
 "/api/kernel/search": {
  parameters: {};
  get: operations["kernel_search"];
 };
 "/api/outreach/answers": {
  parameters: {};
  get: operations["outreach_list_entries"];
  post: operations["outreach_add_entry"];
 };
 "/api/outreach/answers/measures": {
  parameters: {};
  get: operations["outreach_read_measures"];
 };
 "/api/outreach/answers/try": {
  parameters: {};
  post: operations["outreach_try_question"];
 };
 "/api/outreach/answers/{entry_id}": {
  parameters: {};
  put: operations["outreach_change_entry"];
 };
 "/api/outreach/answers/{entry_id}/restore": {
  parameters: {};
  post: operations["outreach_restore_entry"];
 };
 "/api/outreach/answers/{entry_id}/stop": {
  parameters: {};
  post: operations["outreach_stop_entry"];
 };
 "/api/outreach/audiences": {
  parameters: {};
  get: operations["outreach_list_audiences"];
  post: operations["outreach_make_audience"];
 };
 "/api/outreach/audiences/count": {
  parameters: {};
  post: operations["outreach_count_audience"];
 };
 "/api/outreach/audiences/{audience_id}": {
  parameters: {};
  get: operations["outreach_read_audience"];
 };
 "/api/outreach/audiences/{audience_id}/changes": {
  parameters: {};
  get: operations["outreach_audience_changes"];
 };
 "/api/outreach/audiences/{audience_id}/people": {
  parameters: {};
  get: operations["outreach_list_members"];
 };
 "/api/outreach/audiences/{audience_id}/people/{person_id}": {
  parameters: {};
  get: operations["outreach_why_in_audience"];
 };
 "/api/outreach/audiences/{audience_id}/people/{person_id}/settle": {
  parameters: {};
  post: operations["outreach_settle_member"];
 };
 "/api/outreach/audiences/{audience_id}/run-again": {
  parameters: {};
  post: operations["outreach_run_audience_again"];
 };
 "/api/outreach/broadcasts": {
  parameters: {};
  get: operations["outreach_list_broadcasts"];
  post: operations["outreach_say"];
 };
 "/api/outreach/broadcasts/recordings": {
  parameters: {};
  post: operations["outreach_add_recording"];
 };
 "/api/outreach/broadcasts/speech": {
  parameters: {};
  post: operations["outreach_try_speech"];
 };
 "/api/outreach/broadcasts/{broadcast_id}": {
  parameters: {};
  get: operations["outreach_read_broadcast"];
 };
 "/api/outreach/broadcasts/{broadcast_id}/sound": {
  parameters: {};
  get: operations["outreach_read_broadcast_sound"];
 };
 "/api/outreach/broadcasts/{broadcast_id}/withdraw": {
  parameters: {};
  post: operations["outreach_withdraw_broadcast"];
 };
 "/api/outreach/campaigns": {
  parameters: {};
  get: operations["outreach_list_campaigns"];
  post: operations["outreach_plan_campaign"];
 };
 "/api/outreach/campaigns/{campaign_id}": {
  parameters: {};
  get: operations["outreach_get_campaign"];
 };
 "/api/outreach/campaigns/{campaign_id}/funnel": {
  parameters: {};
  get: operations["outreach_get_funnel"];
 };
 "/api/outreach/campaigns/{campaign_id}/messages": {
  parameters: {};
  get: operations["outreach_list_messages"];
 };
 "/api/outreach/campaigns/{campaign_id}/preview": {
  parameters: {};
  get: operations["outreach_preview_campaign"];
 };
 "/api/outreach/campaigns/{campaign_id}/start": {
  parameters: {};
  post: operations["outreach_start_campaign"];
 };
 "/api/outreach/campaigns/{campaign_id}/targets": {
  parameters: {};
  get: operations["outreach_list_targets"];
 };
 "/api/outreach/campaigns/{campaign_id}/unknown": {
  parameters: {};
  get: operations["outreach_list_unknown"];
 };
 "/api/outreach/campaigns/{campaign_id}/withdraw": {
  parameters: {};
  post: operations["outreach_withdraw_campaign"];
 };
 "/api/outreach/cap": {
  parameters: {};
  post: operations["outreach_take_cap"];
 };
 "/api/outreach/eligibility-rules": {
  parameters: {};
  get: operations["outreach_list_eligibility_rules"];
  post: operations["outreach_create_eligibility_rule"];
 };
 "/api/outreach/eligibility-rules/try": {
  parameters: {};
  post: operations["outreach_try_examples"];
 };
 "/api/outreach/eligibility-rules/{rule_id}": {
  parameters: {};
  get: operations["outreach_read_eligibility_rule"];
 };
 "/api/outreach/eligibility-rules/{rule_id}/draft": {
  parameters: {};
  put: operations["outreach_save_eligibility_draft"];
 };
 "/api/outreach/eligibility-rules/{rule_id}/publish": {
  parameters: {};
  post: operations["outreach_publish_eligibility_rule"];
 };
 "/api/outreach/emergencies": {
  parameters: {};
  get: operations["outreach_list_emergencies"];
  post: operations["outreach_issue_emergency"];
 };
 "/api/outreach/emergencies/choices": {
  parameters: {};
  get: operations["outreach_read_choices"];
 };
 "/api/outreach/emergencies/{emergency_id}": {
  parameters: {};
  get: operations["outreach_read_emergency"];
 };
 "/api/outreach/emergencies/{emergency_id}/accept": {
  parameters: {};
  post: operations["outreach_accept_warning"];
 };
 "/api/outreach/emergencies/{emergency_id}/cancel": {
  parameters: {};
  post: operations["outreach_cancel_emergency"];
 };
 "/api/outreach/emergencies/{emergency_id}/refuse": {
  parameters: {};
  post: operations["outreach_refuse_warning"];
 };
 "/api/outreach/emergencies/{emergency_id}/stop": {
  parameters: {};
  post: operations["outreach_stop_warning"];
 };
 "/api/outreach/emergencies/{emergency_id}/update": {
  parameters: {};
  post: operations["outreach_update_emergency"];
 };
 "/api/outreach/matter-people/{row_id}": {
  parameters: {};
  get: operations["outreach_read_matter_person"];
 };
 "/api/outreach/matter-people/{row_id}/proxy": {
  parameters: {};
  put: operations["outreach_set_matter_proxy"];
 };
 "/api/outreach/matters": {
  parameters: {};
  get: operations["outreach_list_matters"];
  post: operations["outreach_create_matter"];
 };
 "/api/outreach/matters/left": {
  parameters: {};
  get: operations["outreach_list_not_done"];
 };
 "/api/outreach/matters/{matter_id}": {
  parameters: {};
  get: operations["outreach_read_matter"];
  patch: operations["outreach_change_matter"];
 };
 "/api/outreach/matters/{matter_id}/close": {
  parameters: {};
  post: operations["outreach_close_matter"];
 };
 "/api/outreach/matters/{matter_id}/export": {
  parameters: {};
  post: operations["outreach_export_matter"];
 };
 "/api/outreach/matters/{matter_id}/move": {
  parameters: {};
  post: operations["outreach_move_matter_people"];
 };
 "/api/outreach/matters/{matter_id}/open": {
  parameters: {};
  post: operations["outreach_open_matter"];
 };
 "/api/outreach/matters/{matter_id}/people": {
  parameters: {};
  get: operations["outreach_list_matter_people"];
 };
 "/api/outreach/matters/{matter_id}/tell": {
  parameters: {};
  post: operations["outreach_tell_matter_people"];
 };
 "/api/outreach/my-messages": {
  parameters: {};
  get: operations["outreach_my_messages"];
 };
 "/api/outreach/my-messages/{message_id}/read": {
  parameters: {};
  post: operations["outreach_read_message"];
 };
 "/api/outreach/my-optouts": {
  parameters: {};
  get: operations["outreach_my_optouts"];
  put: operations["outreach_set_my_optouts"];
 };
 "/api/outreach/my/matters": {
  parameters: {};
  get: operations["outreach_list_own_matters"];
 };
 "/api/outreach/my/matters/{row_id}/answer": {
  parameters: {};
  post: operations["outreach_answer_own_matter"];
 };
 "/api/outreach/my/matters/{row_id}/proxy": {
  parameters: {};
  put: operations["outreach_set_own_proxy"];
 };
 "/api/outreach/my/notices": {
  parameters: {};
  get: operations["outreach_my_notices"];
 };
 "/api/outreach/my/notices/{notice_id}": {
  parameters: {};
  get: operations["outreach_my_notice"];
 };
 "/api/outreach/my/notices/{notice_id}/confirm": {
  parameters: {};
  post: operations["outreach_confirm_notice"];
 };
 "/api/outreach/my/notices/{notice_id}/files/{file_id}": {
  parameters: {};
  get: operations["outreach_my_notice_file"];
 };
 "/api/outreach/my/notices/{notice_id}/read": {
  parameters: {};
  post: operations["outreach_mark_read"];
 };
 "/api/outreach/my/notices/{notice_id}/sign-off": {
  parameters: {};
  post: operations["outreach_sign_off"];
 };
 "/api/outreach/my/notices/{notice_id}/sign-up": {
  parameters: {};
  post: operations["outreach_sign_up"];
 };
 "/api/outreach/my/questions": {
  parameters: {};
  get: operations["outreach_list_mine"];
  post: operations["outreach_ask_question"];
 };
 "/api/outreach/my/questions/{question_id}/judge": {
  parameters: {};
  post: operations["outreach_judge_answer"];
 };
 "/api/outreach/my/questions/{question_id}/pick": {
  parameters: {};
  post: operations["outreach_pick_choice"];
 };
 "/api/outreach/notices": {
  parameters: {};
  get: operations["outreach_list_notices"];
  post: operations["outreach_write_notice"];
 };
 "/api/outreach/notices/files": {
  parameters: {};
  post: operations["outreach_attach_file"];
 };
 "/api/outreach/notices/{notice_id}": {
  parameters: {};
  get: operations["outreach_read_notice"];
  put: operations["outreach_change_notice"];
  delete: operations["outreach_drop_notice"];
 };
 "/api/outreach/notices/{notice_id}/files/{file_id}": {
  parameters: {};
  get: operations["outreach_notice_file"];
 };
 "/api/outreach/notices/{notice_id}/pin": {
  parameters: {};
  post: operations["outreach_pin_notice"];
 };
 "/api/outreach/notices/{notice_id}/readings": {
  parameters: {};
  get: operations["outreach_list_notice_readings"];
 };
 "/api/outreach/notices/{notice_id}/review": {
  parameters: {};
  post: operations["outreach_review_notice"];
 };
 "/api/outreach/notices/{notice_id}/sign-ups": {
  parameters: {};
  get: operations["outreach_list_sign_ups"];
 };
 "/api/outreach/notices/{notice_id}/submit": {
  parameters: {};
  post: operations["outreach_submit_notice"];
 };
 "/api/outreach/notices/{notice_id}/versions": {
  parameters: {};
  get: operations["outreach_list_notice_versions"];
 };
 "/api/outreach/notices/{notice_id}/withdraw": {
  parameters: {};
  post: operations["outreach_withdraw_notice"];
 };
 "/api/outreach/open/emergencies": {
  parameters: {};
  get: operations["outreach_open_emergencies"];
 };
 "/api/outreach/open/notices": {
  parameters: {};
  get: operations["outreach_open_notices"];
 };
 "/api/outreach/open/notices/{notice_id}": {
  parameters: {};
  get: operations["outreach_open_notice"];
 };
 "/api/outreach/open/notices/{notice_id}/files/{file_id}": {
  parameters: {};
  get: operations["outreach_open_notice_file"];
 };
 "/api/outreach/plays": {
  parameters: {};
  get: operations["outreach_list_plays"];
 };
 "/api/outreach/programmes": {
  parameters: {};
  get: operations["outreach_list_programmes"];
  post: operations["outreach_add_programme"];
 };
 "/api/outreach/programmes/{programme_id}": {
  parameters: {};
  delete: operations["outreach_remove_programme"];
  patch: operations["outreach_edit_programme"];
 };
 "/api/outreach/questions": {
  parameters: {};
  get: operations["outreach_list_questions"];
 };
 "/api/outreach/questions/{question_id}": {
  parameters: {};
  get: operations["outreach_read_question"];
 };
 "/api/outreach/questions/{question_id}/drop": {
  parameters: {};
  post: operations["outreach_drop_question"];
 };
 "/api/outreach/questions/{question_id}/teach": {
  parameters: {};
  post: operations["outreach_teach_entry"];
 };
 "/api/outreach/questions/{question_id}/write": {
  parameters: {};
  post: operations["outreach_write_entry"];
 };
 "/api/outreach/rounds": {
  parameters: {};
  get: operations["outreach_reach_list"];
 };
 "/api/outreach/rounds/sheet": {
  parameters: {};
  get: operations["outreach_reach_sheet"];
 };
 "/api/outreach/rounds/{target_id}/phone": {
  parameters: {};
  get: operations["outreach_call_number"];
 };
 "/api/outreach/sign-ups/{sign_up_id}/came": {
  parameters: {};
  post: operations["outreach_note_attendance"];
 };
 "/api/outreach/sms/receipts": {
  parameters: {};
  post: operations["outreach_push_receipts"];
 };
 "/api/outreach/sms/replies": {
  parameters: {};
  post: operations["outreach_push_replies"];
 };
 "/api/outreach/sms/{sms_id}/settle": {
  parameters: {};
  post: operations["outreach_settle_sms"];
 };
 "/api/outreach/speaker/plays/{play_id}/sound": {
  parameters: {};
  get: operations["outreach_read_play_sound"];
 };
 "/api/outreach/speaker/reports": {
  parameters: {};
  post: operations["outreach_take_reports"];
 };
 "/api/outreach/speakers": {
  parameters: {};
  get: operations["outreach_list_speakers"];
 };
 "/api/outreach/targets/{target_id}": {
  parameters: {};
  get: operations["outreach_get_target"];
 };
 "/api/outreach/targets/{target_id}/tick": {
  parameters: {};
  post: operations["outreach_tick_target"];
 };
 "/api/outreach/targets/{target_id}/write-off": {
  parameters: {};
  post: operations["outreach_write_off_target"];
 };
 "/api/outreach/zones": {
  parameters: {};
  get: operations["outreach_list_zones"];
  post: operations["outreach_add_zone"];
 };
 "/api/outreach/zones/{zone_id}": {
  parameters: {};
  delete: operations["outreach_remove_zone"];
  patch: operations["outreach_edit_zone"];
 };
 "/api/registry/areas": {
  parameters: {};
  get: operations["registry_area_tree"];
  post: operations["registry_add_area"];
 };
 "/api/registry/areas/{area_id}": {
  parameters: {};
  patch: operations["registry_rename_area"];
 };
 "/api/registry/buildings": {
  parameters: {};
  get: operations["registry_list_buildings"];
  post: operations["registry_add_building"];
 };
 "/api/registry/buildings/{building_id}": {
  parameters: {};
  patch: operations["registry_change_building"];
 };
 "/api/registry/buildings/{building_id}/homes": {
  parameters: {};
  get: operations["registry_building_picture"];
 };
 "/api/registry/contacts/{contact_id}": {
  parameters: {};
  delete: operations["registry_remove_contact"];
 };
 "/api/registry/corrections": {
  parameters: {};
  get: operations["registry_list_corrections"];
 };
 "/api/registry/corrections/{correction_id}/decide": {
  parameters: {};
  post: operations["registry_decide_correction"];
 };
 "/api/registry/grids": {
  parameters: {};
  get: operations["registry_list_grids"];
  post: operations["registry_add_grid"];
 };
 "/api/registry/grids/{grid_id}": {
  parameters: {};
  patch: operations["registry_change_grid"];
 };
 "/api/registry/grids/{grid_id}/buildings": {
  parameters: {};
  put: operations["registry_assign_buildings"];
 };
 "/api/registry/grids/{grid_id}/hand-over": {
  parameters: {};
  post: operations["registry_hand_over"];
 };
 "/api/registry/grids/{grid_id}/staff": {
  parameters: {};
  get: operations["registry_grid_staff"];
 };
 "/api/registry/homes": {
  parameters: {};
  get: operations["registry_list_homes"];
  post: operations["registry_add_home"];
 };
 "/api/registry/homes/{home_id}": {
  parameters: {};
  get: operations["registry_home_page"];
  patch: operations["registry_change_home"];
 };
 "/api/registry/homes/{home_id}/residents": {
  parameters: {};
  get: operations["registry_residents_on"];
 };
 "/api/registry/households": {
  parameters: {};
  get: operations["registry_list_households"];
 };
 "/api/registry/households/{household_id}": {
  parameters: {};
  get: operations["registry_household"];
 };
 "/api/registry/households/{household_id}/members": {
  parameters: {};
  post: operations["registry_set_relation"];
 };
 "/api/registry/import-rows/{row_id}/decide": {
  parameters: {};
  post: operations["registry_decide_row"];
 };
 "/api/registry/imports": {
  parameters: {};
  get: operations["registry_list_imports"];
  post: operations["registry_upload_roster"];
 };
 "/api/registry/imports/{batch_id}": {
  parameters: {};
  get: operations["registry_import_status"];
 };
 "/api/registry/imports/{batch_id}/cancel": {
  parameters: {};
  post: operations["registry_cancel_import"];
 };
 "/api/registry/imports/{batch_id}/columns": {
  parameters: {};
  put: operations["registry_correct_columns"];
 };
 "/api/registry/imports/{batch_id}/confirm": {
  parameters: {};
  post: operations["registry_confirm_import"];
 };
 "/api/registry/imports/{batch_id}/picture": {
  parameters: {};
  get: operations["registry_import_picture"];
 };
 "/api/registry/imports/{batch_id}/rows": {
  parameters: {};
  get: operations["registry_import_rows"];
 };
 "/api/registry/imports/{batch_id}/undo": {
  parameters: {};
  post: operations["registry_undo_import"];
 };
 "/api/registry/occupancies/{occupancy_id}/end": {
  parameters: {};
  post: operations["registry_end_occupancy"];
 };
 "/api/registry/organisations": {
  parameters: {};
  get: operations["registry_list_organisations"];
  post: operations["registry_add_organisation"];
 };
 "/api/registry/organisations/{organisation_id}": {
  parameters: {};
  patch: operations["registry_change_organisation"];
 };
 "/api/registry/organisations/{organisation_id}/members": {
  parameters: {};
  get: operations["registry_list_members"];
  post: operations["registry_report_member"];
 };
 "/api/registry/own": {
  parameters: {};
  get: operations["registry_own"];
 };
 "/api/registry/own/corrections": {
  parameters: {};
  post: operations["registry_propose_correction"];
 };
 "/api/registry/own/verify": {
  parameters: {};
  post: operations["registry_verify_own"];
 };
 "/api/registry/people": {
  parameters: {};
  get: operations["registry_list_people"];
  post: operations["registry_add_person"];
 };
 "/api/registry/people/{person_id}": {
  parameters: {};
  get: operations["registry_person"];
  patch: operations["registry_change_person"];
 };
 "/api/registry/people/{person_id}/close": {
  parameters: {};
  post: operations["registry_close_person"];
 };
 "/api/registry/people/{person_id}/contacts": {
  parameters: {};
  post: operations["registry_add_contact"];
 };
 "/api/registry/people/{person_id}/merge": {
  parameters: {};
  post: operations["registry_merge_people"];
 };
 "/api/registry/people/{person_id}/occupancies": {
  parameters: {};
  post: operations["registry_move_in"];
 };
 "/api/registry/people/{person_id}/profile": {
  parameters: {};
  get: operations["registry_profile"];
 };
 "/api/registry/people/{person_id}/tags": {
  parameters: {};
  post: operations["registry_set_tag"];
 };
 "/api/registry/people/{person_id}/tags/{tag_id}": {
  parameters: {};
  delete: operations["registry_unset_tag"];
 };
 "/api/registry/people/{person_id}/tags/{tag_id}/review": {
  parameters: {};
  post: operations["registry_review_tag"];
 };
 "/api/registry/plans": {
  parameters: {};
  get: operations["registry_list_plans"];
 };
 "/api/registry/plans/{area_id}": {
  parameters: {};
  get: operations["registry_read_plan"];
  post: operations["registry_save_plan"];
 };
 "/api/registry/plans/{area_id}/check": {
  parameters: {};
  post: operations["registry_check_plan"];
 };
 "/api/registry/plans/{area_id}/export": {
  parameters: {};
  get: operations["registry_export_plan"];
 };
 "/api/registry/plans/{area_id}/restore": {
  parameters: {};
  post: operations["registry_restore_plan"];
 };
 "/api/registry/rule-fields": {
  parameters: {};
  get: operations["registry_rule_fields"];
 };
 "/api/registry/tag-reviews": {
  parameters: {};
  get: operations["registry_list_reviews"];
 };
 "/api/registry/tags": {
  parameters: {};
  get: operations["registry_list_tags"];
  post: operations["registry_define_tag"];
 };
 "/api/registry/tags/try": {
  parameters: {};
  post: operations["registry_try_rule"];
 };
 "/api/registry/tags/{tag_id}": {
  parameters: {};
  patch: operations["registry_change_tag"];
 };
}
export type webhooks = Record<string, never>;
export interface components {
 schemas: {
  AbsenceIn: {
   area_id: number;
   ends_on: string;
   reason?: string;
   starts_on: string;
   substitute_id?: number | null;
   user_id: number;
  };
  AbsenceOut: {
   area: string;
   area_id: number;
   ends_on: string;
   id: number;
   reason?: string;
   starts_on: string;
   substitute?: string;
   substitute_id?: number | null;
   user: string;
   user_id: number;
  };
  AdmissionIn: {
   accepted: boolean;
  };
  AlertCounts: {
   accepted: number;
   critical: number;
   handling: number;
   open: number;
   today: number;
  };
  AlertCurve: {
   clear_limit?: number | null;
   limit?: number | null;
   metric: string;
   operator: string;
   points: components["schemas"]["AlertCurvePoint"][];
   since: string;
   unit: string;
   until: string;
  };
  AlertCurvePoint: {
   at: string;
   value: number;
  };
  AlertDetail: {
   accepted_at?: string | null;
   accepted_by?: string;
   addressed_to?: string;
   area: string;
   area_id: number;
   building: string;
   case_id?: number | null;
   case_number: string;
   close_at?: string | null;
   closed_at?: string | null;
   closed_by?: string;
   concerned?: components["schemas"]["ConcernedOut"] | null;
   count: number;
   device_id?: number | null;
   ended_at?: string | null;
   entries: components["schemas"]["AlertEntryOut"][];
   escalated_at?: string | null;
   flaps?: number;
   group_id?: number | null;
   group_size?: number;
   health: boolean;
   hidden_count?: number;
   id: number;
   inhibited_by_id?: number | null;
   kind: string;
   kind_title: string;
   last_at: string;
   latched: boolean;
   message?: string;
   metric: string;
   notifications: components["schemas"]["NotificationOut"][];
   notified_at?: string | null;
   person_id?: number | null;
   place: string;
   plan: components["schemas"]["PlanStepOut"][];
   private?: boolean;
   raised_at: string;
   resolution: string;
   rule_id?: number | null;
   severity: number;
   severity_title: string;
   silence?: string;
   silenced_until?: string | null;
   source_title: string;
   status: string;
   status_title: string;
   steps?: number;
   steps_done?: number;
   thing: string;
   value?: number | null;
  };
  AlertEntryOut: {
   actor_name: string;
   at: string;
   note: string;
   verb: string;
  };
  AlertFilters: {
   area?: number | null;
   cause?: number | null;
   device?: number | null;
   fold?: boolean;
   group?: number | null;
   kind?: string | null;
   mine?: boolean;
   q?: string;
   severity?: number | null;
   since?: string | null;
   status?: ("live" | "open" | "accepted" | "handling" | "resolved" | "false_alarm" | "closed") | null;
   until?: string | null;
  };
  AlertGroupCount: {
   count: number;
   ended: number;
   name: string;
   share: number;
   wrong: number;
  };
  AlertOut: {
   accepted_at?: string | null;
   accepted_by?: string;
   addressed_to?: string;
   area: string;
   area_id: number;
   building: string;
   case_id?: number | null;
   case_number: string;
   close_at?: string | null;
   closed_at?: string | null;
   closed_by?: string;
   count: number;
   device_id?: number | null;
   ended_at?: string | null;
   escalated_at?: string | null;
   flaps?: number;
   group_id?: number | null;
   group_size?: number;
   health: boolean;
   hidden_count?: number;
   id: number;
   inhibited_by_id?: number | null;
   kind: string;
   kind_title: string;
   last_at: string;
   latched: boolean;
   message?: string;
   metric: string;
   notified_at?: string | null;
   person_id?: number | null;
   place: string;
   private?: boolean;
   raised_at: string;
   resolution: string;
   rule_id?: number | null;
   severity: number;
   severity_title: string;
   silence?: string;
   silenced_until?: string | null;
   source_title: string;
   status: string;
   status_title: string;
   steps?: number;
   steps_done?: number;
   thing: string;
   value?: number | null;
  };
  AlertPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  AlertResult: {
   result: string;
  };
  AlertRuleIn: {
   area_id: number;
   clear_limit?: number | null;
   device_type: string;
   duration_s?: number;
   enabled?: boolean;
   ends?: string | null;
   form: "threshold" | "event" | "offline" | "tree";
   kind: string;
   limit?: number | null;
   listed?: boolean;
   max_gap_s?: number;
   metric?: string;
   operator?: "" | ">" | ">=" | "<" | "<=" | "==" | "!=";
   scope?: "device" | "home" | "person";
   severity?: number | null;
   starts?: string | null;
   title: string;
   tree?: {
    [key: string]: unknown;
   } | null;
   weekdays?: number[];
  };
  AlertStatistics: {
   accept: components["schemas"]["Quick"];
   areas: components["schemas"]["TimedCount"][];
   by_itself: number;
   case: number;
   end: components["schemas"]["Quick"];
   false: number;
   hours: number[][];
   kinds: components["schemas"]["TimedCount"][];
   places: components["schemas"]["AlertGroupCount"][];
   since: string;
   total: number;
   until: string;
  };
  AlertText: {
   text?: string;
  };
  AnswerOut: {
   at: string;
   case_id?: number | null;
   choices?: components["schemas"]["ChoiceOut"][];
   entry_id?: number | null;
   helpful: boolean | null;
   id: number;
   outcome: string;
   phrased: boolean;
   reply: string;
   source?: string;
   source_url?: string;
   text: string;
  };
  AppliedOut: {
   level: number;
   source: "manual" | "presence" | "plan";
   then: string;
   until: string | null;
   words: string;
  };
  AreaIn: {
   kind: "district" | "street" | "town" | "community" | "village" | "estate" | "grid";
   name: string;
   parent_id: number;
  };
  AreaName: {
   name: string;
  };
  AreaNode: {
   depth: number;
   homes: number;
   id: number;
   kind: string;
   kind_text: string;
   name: string;
   parent_id: number | null;
  };
  AreaOut: {
   depth: number;
   id: number;
   kind: string;
   kind_title: string;
   name: string;
   parent_id?: number | null;
  };
  AskIn: {
   text: string;
  };
  AssessmentIn: {
   assessed_on: string;
   grade: number;
   note?: string;
   review_on?: string | null;
  };
  AssessmentOut: {
   assessed_on: string;
   grade: number;
   grade_title: string;
   id: number;
   note: string;
   review_on: string | null;
   user?: string;
  };
  Attendance: {
   came: boolean;
  };
  AudienceChange: {
   address: string;
   came: boolean;
   name: string;
   person_id: number;
   why: string;
  };
  AudienceChanges: {
   came: number;
   previous_as_of: string | null;
   previous_id: number | null;
   rows: components["schemas"]["AudienceChange"][];
   went: number;
  };
  AudienceCountIn: {
   area_id: number;
   as_of?: string | null;
   rule: {
    [key: string]: unknown;
   };
  };
  AudienceCountOut: {
   as_of: string;
   certain: number;
   left_out: number;
   text: string;
   to_check: number;
  };
  AudienceFilters: {
   q?: string;
  };
  AudienceIn: {
   area_id: number;
   as_of?: string | null;
   person_ids?: number[] | null;
   rule?: {
    [key: string]: unknown;
   } | null;
   rule_id?: number | null;
   title?: string;
  };
  AudienceOut: {
   area: string;
   area_id: number;
   as_of: string;
   certain: number;
   created_at: string;
   created_by: string;
   id: number;
   left_out: number;
   previous_id: number | null;
   rule: {
    [key: string]: unknown;
   } | null;
   rule_name: string;
   text: string;
   title: string;
   to_check: number;
   version: number | null;
   way: string;
   way_text: string;
  };
  AudiencePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  AuditFilters: {
   action?: string;
   actor?: string;
   actor_id?: number | null;
   area_id?: number | null;
   since?: string | null;
   target_id?: string;
   target_model?: string;
   until?: string | null;
  };
  AuditPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  AuditRow: {
   action: string;
   actor_id?: number | null;
   actor_name: string;
   area_name: string;
   at: string;
   detail: {
    [key: string]: unknown;
   };
   hash: string;
   id: number;
   target_id: string;
   target_model: string;
  };
  AwayIn: {
   since?: string | null;
   until?: string | null;
   where?: string;
  };
  AwayOut: {
   back_at: string | null;
   id: number;
   noted_by: string;
   since: string;
   until: string | null;
   where: string;
  };
  BackupOut: {
   made_at: string;
   name: string;
   size: number;
  };
  BatchOut: {
   area: string;
   area_id: number;
   created_at: string;
   created_by: string;
   error: string;
   finished_at: string | null;
   id: number;
   name: string;
   progress: components["schemas"]["ProgressOut"] | null;
   result: {
    [key: string]: unknown;
   };
   sheets: components["schemas"]["SheetOut"][];
   state: string;
   state_text: string;
   summary: {
    [key: string]: unknown;
   };
   undone_at: string | null;
  };
  BatchRecalled: {
   id: number;
   recalled_at: string;
  };
  BellEntry: {
   at: string;
   detail: string;
   link: string;
   section: string;
   severity: string;
   title: string;
  };
  BillLineOut: {
   energy: string;
   energy_fen: number;
   name: string;
   service: string;
   service_fen: number;
   wh: number;
  };
  BindIn: {
   form_id?: number | null;
   locate?: boolean;
   number: string;
   way?: "paper" | "online";
  };
  BindingOut: {
   began_at: string;
   device_id: number;
   device_name: string;
   end: string;
   end_title: string;
   ended_at: string | null;
   ended_by: string;
   form_id: number | null;
   id: number;
   last_seen_at: string | null;
   locate: boolean;
   number: string;
   online: boolean | null;
   wording_version: string;
  };
  BindingsOut: {
   bindings: components["schemas"]["BindingOut"][];
   consent: components["schemas"]["CareConsent"];
  };
  BlockIn: {
   blocked: boolean;
  };
  BoardCaseOut: {
   category: string;
   id: number;
   number: string;
   state_title: string;
   text: string;
  };
  BoardChange: {
   active?: boolean;
   keeper_id?: number | null;
   name: string;
   place: string;
   times: string[];
   workdays_only?: boolean;
  };
  BoardCheckIn: {
   check_id?: number | null;
   notes?: components["schemas"]["BoardNoteIn"][];
   nothing_new?: boolean;
   photo_id?: number | null;
   signed_by?: string;
  };
  BoardCheckOut: {
   cases: components["schemas"]["BoardCaseOut"][];
   done_at: string | null;
   escalated_at: string | null;
   id: number;
   nothing_new: boolean;
   photo: string;
   planned_at: string | null;
   signed_by: string;
   state: string;
   state_title: string;
  };
  BoardFilters: {
   area_id?: number | null;
   category?: string;
   mine?: boolean;
   overdue?: boolean;
   since?: string | null;
   source?: "" | "resident" | "grid" | "patrol" | "alert" | "hotline" | "walk_in" | "board" | "open311" | "chat";
   text?: string;
   until?: string | null;
   urgent?: boolean;
   waiting?: boolean;
  };
  BoardKeeperOut: {
   id: number;
   name: string;
  };
  BoardNew: {
   area_id?: number | null;
   keeper_id?: number | null;
   name: string;
   place: string;
   times: string[];
   workdays_only?: boolean;
  };
  BoardNoteIn: {
   category?: string;
   phone?: string;
   place?: string;
   text: string;
   urgent?: boolean;
   writer?: string;
  };
  BoardOut: {
   active: boolean;
   area: string;
   area_id: number;
   check: components["schemas"]["BoardWaitingOut"] | null;
   id: number;
   keeper: string;
   keeper_id: number | null;
   last_at: string | null;
   name: string;
   noted: number;
   place: string;
   times: string[];
   waiting: number;
   workdays_only: boolean;
  };
  BoardPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  BoardPostIn: {
   on?: string | null;
  };
  BoardReadyOut: {
   answer: string;
   answered_at: string;
   category: string;
   id: number;
   number: string;
   text: string;
   words: string;
  };
  BoardRow: {
   active: boolean;
   area: string;
   id: number;
   keeper: string;
   last_at: string | null;
   name: string;
   noted: number;
   place: string;
   times: string[];
   waiting: number;
   workdays_only: boolean;
  };
  BoardSheetIn: {
   cases?: number[];
  };
  BoardSheetOut: {
   cases: number;
   id: number;
   made_at: string;
   made_by: string;
   pdf: string;
   posted_by: string;
   posted_on: string | null;
  };
  BoardWaitingOut: {
   escalated_at: string | null;
   id: number;
   planned_at: string;
  };
  BroadcastFilters: {
   q?: string;
   state?: "" | "planned" | "playing" | "done" | "withdrawn";
   urgent?: boolean | null;
  };
  BroadcastIn: {
   area_id: number;
   at?: string | null;
   audio?: number | null;
   late_minutes?: number | null;
   repeats?: number;
   text?: string;
   title?: string;
   urgent?: boolean;
   zones?: number[];
  };
  BroadcastOut: {
   actor_name: string;
   area_id: number;
   area_name: string;
   expires_at: string;
   id: number;
   lost: number;
   pinyin: string;
   play_at: string;
   played: number;
   plays: components["schemas"]["PlaySteps"][];
   recorded: boolean;
   ref: string;
   repeats: number;
   seconds: number;
   sound_id: number | null;
   speakers: number;
   state: string;
   state_title: string;
   text: string;
   title: string;
   trouble: string;
   urgent: boolean;
   words: string;
   zones: components["schemas"]["ZoneName"][];
  };
  BroadcastPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  BroadcastRow: {
   actor_name: string;
   area_id: number;
   area_name: string;
   id: number;
   lost: number;
   play_at: string;
   played: number;
   recorded: boolean;
   ref: string;
   repeats: number;
   seconds: number;
   speakers: number;
   state: string;
   state_title: string;
   title: string;
   trouble: string;
   urgent: boolean;
   zones: components["schemas"]["ZoneName"][];
  };
  BuildingChange: {
   built_year?: number | null;
   floors?: number | null;
   owner_unit_id?: number | null;
   plan?: number[][] | null;
  };
  BuildingFilters: {
   area_id?: number | null;
   q?: string;
  };
  BuildingIn: {
   area_id: number;
   built_year?: number | null;
   floors?: number;
   name: string;
   owner_unit_id?: number | null;
   plan?: number[][];
  };
  BuildingOut: {
   area: string;
   area_id: number;
   built_year: number | null;
   estate_id: number;
   floors: number;
   homes: number;
   id: number;
   name: string;
   owner_unit: string;
   owner_unit_id: number | null;
   plan: number[][];
   residents: number;
   vacant: number;
  };
  BuildingPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  BuildingPicture: {
   floors: number[];
   id: number;
   name: string;
   units: components["schemas"]["EntranceOut"][];
  };
  BulletinFilters: {
   status?: "" | "waiting" | "running" | "over" | "withdrawn";
  };
  BulletinIn: {
   ends_at: string;
   from_time?: string | null;
   kind?: "notice" | "event" | "policy";
   seconds?: number;
   starts_at: string;
   text: string;
   to_time?: string | null;
   weekdays?: number[];
  };
  BulletinNew: {
   area_id?: number | null;
   ends_at: string;
   from_time?: string | null;
   kind?: "notice" | "event" | "policy";
   seconds?: number;
   starts_at: string;
   text: string;
   to_time?: string | null;
   weekdays?: number[];
  };
  BulletinOrder: {
   ids: number[];
  };
  BulletinOut: {
   area: string;
   ends_at: string;
   from_time: string | null;
   id: number;
   kind: string;
   kind_title: string;
   order: number;
   seconds: number;
   starts_at: string;
   status: string;
   text: string;
   to_time: string | null;
   weekdays: number[];
   written_by: string;
  };
  BulletinPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  CabinetNew: {
   device_id: number;
   name?: string;
   slots: number;
  };
  CabinetOut: {
   active: boolean;
   area: string;
   device_id: number;
   id: number;
   name: string;
   place: string;
   slots: components["schemas"]["SlotOut"][];
  };
  CabinetRow: {
   active: boolean;
   area: string;
   device_id: number;
   expired: number;
   id: number;
   low: number;
   name: string;
   online: boolean | null;
   place: string;
   slots: number;
   used: number;
   waiting: number;
  };
  CabinetSwitch: {
   active: boolean;
  };
  CallbackAskerOut: {
   id: number;
   name: string;
  };
  CallbackAssignIn: {
   user_id: number;
  };
  CallbackDrawOut: {
   area: string;
   chosen: number;
   drawn_at: string;
   eligible: number;
   fingerprint: string;
   period: string;
   share: number;
  };
  CallbackFilters: {
   kind?: "" | "phone" | "visit";
   mine?: boolean;
   redone?: boolean;
   state?: "" | "waiting" | "reached" | "written_off" | "dropped";
  };
  CallbackOutcomeIn: {
   note?: string;
   rating?: number | null;
   reached: boolean;
   solved?: boolean | null;
   tries: number;
  };
  CallbackPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  CallbackRow: {
   area: string;
   case_id: number;
   category: string;
   done_at: string | null;
   drawn: string;
   due_at: string;
   id: number;
   kind: string;
   kind_title: string;
   late: boolean;
   note: string;
   number: string;
   party: string;
   place: string;
   rating: number | null;
   redone: boolean;
   reporter: string;
   solved: boolean | null;
   state: string;
   state_title: string;
   text: string;
   tries: number;
   who: string;
  };
  CallbackSummaryOut: {
   dropped: number;
   late: number;
   reached: number;
   redone: number;
   stars: number | null;
   waiting: number;
   written_off: number;
  };
  CampaignFilters: {
   kind?: ("notice" | "event" | "policy" | "matter" | "emergency") | null;
   q?: string;
   ref?: string;
   state?: ("draft" | "running" | "done" | "withdrawn") | null;
  };
  CampaignIn: {
   audience_id: number;
   brief?: string;
   confirm?: boolean;
   emergency?: boolean;
   kind?: "notice" | "event" | "policy" | "matter" | "emergency";
   ladder?: components["schemas"]["LadderStep"][] | null;
   ref?: string;
   text: string;
   title: string;
  };
  CampaignOut: {
   area: string;
   audience_id: number;
   brief: string;
   confirm: boolean;
   created_at: string;
   created_by: string;
   emergency: boolean;
   ended_at: string | null;
   id: number;
   kind: string;
   kind_title: string;
   ladder: components["schemas"]["LadderStep"][];
   left?: number;
   people: number;
   quiet_override: string;
   reached?: number;
   ref: string;
   started_at: string | null;
   state: string;
   state_title: string;
   text: string;
   title: string;
   written_off?: number;
  };
  CampaignPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  CampaignPreview: {
   first: {
    [key: string]: number;
   };
   nobody: number;
   opted_out: number;
   people: number;
   price_fen: number;
   quiet: boolean;
   sms_parts: number;
   sms_people: number;
   sms_phones: number;
   sms_text: string;
   told: string;
  };
  CampaignReason: {
   reason?: string;
  };
  CampaignRow: {
   area: string;
   created_at: string;
   created_by: string;
   emergency: boolean;
   ended_at: string | null;
   id: number;
   kind: string;
   kind_title: string;
   left?: number;
   people: number;
   reached?: number;
   ref: string;
   started_at: string | null;
   state: string;
   state_title: string;
   title: string;
   written_off?: number;
  };
  CampaignStart: {
   override?: string;
  };
  CampaignTarget: {
   address: string;
   area: string;
   channel: string;
   channel_title: string;
   due_at: string | null;
   id: number;
   name: string;
   person_id: number;
   reached_at: string | null;
   reached_by_title: string;
   reason: string;
   state: string;
   state_title: string;
  };
  CandidateOut: {
   id: number;
   name: string;
  };
  CapTaken: {
   id: number;
   identifier: string;
   reason: string;
   repeated: boolean;
   state: string;
  };
  CardIn: {
   area_id: number;
   expires_on?: string | null;
   holder: string;
   tag: string;
   username?: string;
  };
  CardOut: {
   address: string;
   age: number | null;
   area_id: number;
   born_on: string | null;
   estate_id: number;
   home_id: number | null;
   hukou: string;
   id: number;
   id_doubtful_masked: string;
   id_masked: string;
   lives_alone: boolean;
   name: string;
   phone_masked: string;
   sex: string;
   status: string;
   status_text: string;
   tags: string;
   updated_at: string;
   verified_at: string | null;
  };
  CardStepIn: {
   note?: string;
   number?: string;
   step: "lost" | "found" | "close" | "replace";
  };
  CareConsent: {
   given: boolean;
   version: string;
   wording: string;
  };
  CareDone: {
   ok?: boolean;
  };
  CareOut: {
   coming: components["schemas"]["NextReminder"][];
   every_days: number | null;
   last_sign_at: string | null;
   next_visit: string | null;
   rings: components["schemas"]["RingOut"][];
   state: string;
   taken: components["schemas"]["DispensingOut"][];
   visits: components["schemas"]["VisitOut"][];
   wrong: string[];
  };
  CaseAcceptIn: {
   by_rule?: boolean;
   category?: string;
   note?: string;
   urgent?: boolean | null;
   version: number;
  };
  CaseActionOut: {
   action: string;
   fields: components["schemas"]["CaseFieldOut"][];
   title: string;
  };
  CaseAnswerIn: {
   answer: string;
   version: number;
  };
  CaseAppendIn: {
   note: string;
   photos?: number[];
   version: number;
  };
  CaseAssistIn: {
   organisation_id?: number | null;
   role?: string;
   task: string;
   user_id?: number | null;
   version: number;
  };
  CaseAssistOffIn: {
   assist_id: number;
   reason: string;
   version: number;
  };
  CaseAssistOut: {
   asked_at: string;
   done_at: string | null;
   id: number;
   note: string;
   party: string;
   state: string;
   state_title: string;
   task: string;
  };
  CaseCategoryIn: {
   active?: boolean;
   limit_days: number;
   name: string;
   role?: string;
   urgent_days?: number;
   urgent_hours?: number | null;
  };
  CaseCategoryNew: {
   active?: boolean;
   code: string;
   limit_days: number;
   name: string;
   parent?: string;
   role?: string;
   urgent_days?: number;
   urgent_hours?: number | null;
  };
  CaseCategoryOut: {
   active: boolean;
   code: string;
   grouping: boolean;
   id: number;
   limit_days: number;
   name: string;
   parent: string;
   role: string;
   role_title: string;
   urgent_days: number;
   urgent_hours: number | null;
   used: number;
  };
  CaseColumnOut: {
   cases: components["schemas"]["CaseRow"][];
   state: string;
   title: string;
   total: number;
  };
  CaseConfirmIn: {
   note?: string;
   rating: number;
   version: number;
  };
  CaseContactOut: {
   name: string;
   phone: string;
  };
  CaseDispatchIn: {
   note?: string;
   organisation_id?: number | null;
   role?: string;
   user_id?: number | null;
   version: number;
  };
  CaseDisputeIn: {
   photos?: number[];
   reason: string;
   version: number;
  };
  CaseDryRunIn: {
   days?: number;
   rules: components["schemas"]["CaseRuleIn"][];
  };
  CaseDryRunOut: {
   capped: boolean;
   cases: number;
   days: number;
   examples: components["schemas"]["CaseRefOut"][];
   nobody: number;
   pairs: components["schemas"]["CasePairOut"][];
   rules: components["schemas"]["CaseRuleTallyOut"][];
  };
  CaseEntryIn: {
   area_id?: number | null;
   building_id?: number | null;
   category?: string;
   home_id?: number | null;
   person_id?: number | null;
   photos?: number[];
   place?: string;
   point?: [
    number,
    number
   ] | null;
   reporter_name?: string;
   reporter_phone?: string;
   sounds?: number[];
   source?: "hotline" | "walk_in" | "grid" | "patrol";
   text?: string;
   urgent?: boolean;
  };
  CaseEntryOut: {
   action: string;
   at: string;
   id: number;
   photos: components["schemas"]["CasePhotoOut"][];
   public: boolean;
   sounds: string[];
   text: string;
   title: string;
   to_state_title: string;
   who: string;
  };
  CaseExtendIn: {
   days: number;
   reason: string;
   version: number;
  };
  CaseFieldOut: {
   kind: string;
   label: string;
   name: string;
   required: boolean;
  };
  CaseFilters: {
   area_id?: number | null;
   category?: string;
   mine?: boolean;
   of?: string;
   overdue?: boolean;
   since?: string | null;
   slice?: string;
   source?: "" | "resident" | "grid" | "patrol" | "alert" | "hotline" | "walk_in" | "board" | "open311" | "chat";
   state?: string;
   text?: string;
   until?: string | null;
   urgent?: boolean;
   waiting?: boolean;
  };
  CaseFollowForIn: {
   person_id?: number | null;
   reporter_name?: string;
   reporter_phone?: string;
   text?: string;
  };
  CaseFollowIn: {
   text?: string;
  };
  CaseFollowedOut: {
   code: string;
   id: number;
   number: string;
   words: string;
  };
  CaseHandleIn: {
   note: string;
   photos?: number[];
   version: number;
  };
  CaseHappeningOut: {
   at: string;
   photos?: string[];
   sounds?: string[];
   text: string;
   title: string;
  };
  CaseHereOut: {
   area_id: number;
   building_id: number | null;
   title: string;
  };
  CaseLadderIn: {
   area_id: number;
   category?: string;
   steps: components["schemas"]["CaseRungIn"][];
  };
  CaseLadderOut: {
   area: string;
   area_id: number;
   category: string;
   category_name: string;
   id: number;
   steps: components["schemas"]["CaseRungIn"][];
  };
  CaseLaddersOut: {
   default: components["schemas"]["CaseRungIn"][];
   own: components["schemas"]["CaseLadderOut"][];
  };
  CaseLikelyIn: {
   area_id?: number | null;
   building_id?: number | null;
   category?: string;
   place?: string;
   text?: string;
  };
  CaseLikelyOut: {
   at: string;
   id: number;
   mine: boolean;
   open: boolean;
   text: string;
   what: string;
   words: string;
  };
  CaseLinkOut: {
   id: number;
   number: string;
  };
  CaseMeasureOut: {
   formula: string;
   high: boolean;
   id: string;
   part: number;
   part_words: string;
   percent: number | null;
   title: string;
   whole: number;
   whole_words: string;
  };
  CaseMergeIn: {
   into: string;
   reason: string;
   version: number;
  };
  CaseNoteIn: {
   note: string;
   photos?: number[];
   public?: boolean;
   version: number;
  };
  CaseNumbersLine: {
   cases: number;
   key: string;
   shares: components["schemas"]["CaseRatioOut"][];
   title: string;
  };
  CaseNumbersOut: {
   by: string;
   cases: number;
   lines: components["schemas"]["CaseNumbersLine"][];
   measures: components["schemas"]["CaseMeasureOut"][];
   since: string;
   until: string;
  };
  CaseOut: {
   actions: components["schemas"]["CaseActionOut"][];
   area: string;
   area_id: number;
   assists: components["schemas"]["CaseAssistOut"][];
   building_id: number | null;
   category: string;
   category_code: string;
   created_at: string;
   due_at: string;
   ended_at: string | null;
   entered_by: string;
   expected_at: string | null;
   extended: number;
   followers: number;
   handled_at: string | null;
   home_id: number | null;
   id: number;
   merged: components["schemas"]["CaseLinkOut"][];
   merged_into: components["schemas"]["CaseLinkOut"] | null;
   number: string;
   overdue: boolean;
   owner: string;
   party: string;
   place: string;
   point: number[] | null;
   rating: number | null;
   reached: number;
   redo_reason: string;
   redone: number;
   reporter: string;
   requests: components["schemas"]["CaseRequestOut"][];
   resolved: boolean | null;
   respond_by_at: string;
   responded_at: string | null;
   return_barred: boolean;
   returned: number;
   round: number;
   share: components["schemas"]["CaseShareOut"] | null;
   source: string;
   state: string;
   state_title: string;
   supervised: boolean;
   suspended_for: string;
   suspended_until: string | null;
   text: string;
   timeline: components["schemas"]["CaseEntryOut"][];
   updated_at: string;
   urgent: boolean;
   version: number;
   warn_at: string;
  };
  CasePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  CasePairOut: {
   cases: number;
   really: string;
   rule: string;
  };
  CasePartyOut: {
   group: string;
   organisation_id: number | null;
   role: string;
   title: string;
   user_id: number | null;
  };
  CasePhotoOut: {
   id: number;
   url: string;
  };
  CasePhotoPlaceOut: {
   lat: number;
   lon: number;
   photo: number;
  };
  CasePressingFilters: {
   category?: string;
   level?: number | null;
   only?: "" | "late" | "near";
  };
  CasePressingRow: {
   area: string;
   category: string;
   created_at: string;
   desk: string;
   due_at: string;
   id: number;
   late_hours: number;
   late_words: string;
   level: number;
   number: string;
   overdue: boolean;
   party: string;
   place: string;
   redo_reason: string;
   reporter: string;
   source: string;
   state: string;
   state_title: string;
   text: string;
   updated_at: string;
   urged_at: string | null;
   urgent: boolean;
   version: number;
  };
  CaseProgressOut: {
   can_rate: boolean;
   category: string;
   created_at: string;
   number: string;
   stage: number;
   timeline: components["schemas"]["CaseHappeningOut"][];
   words: string;
  };
  CaseRatingIn: {
   note?: string;
   number: string;
   rating: number;
  };
  CaseRatioOut: {
   part: number;
   percent: number | null;
   whole: number;
  };
  CaseReasonIn: {
   reason: string;
   version: number;
  };
  CaseReassignIn: {
   organisation_id?: number | null;
   reason: string;
   role?: string;
   user_id?: number | null;
   version: number;
  };
  CaseReceiptOut: {
   code: string;
   id: number;
   number: string;
   words: string;
  };
  CaseRedispatchIn: {
   note: string;
   organisation_id?: number | null;
   role?: string;
   user_id?: number | null;
   version: number;
  };
  CaseRefOut: {
   category?: string;
   id: number;
   number: string;
  };
  CaseRejectIn: {
   reason: string;
   version: number;
   where_to: string;
  };
  CaseReportIn: {
   area_id?: number | null;
   building_id?: number | null;
   category?: string;
   home_id?: number | null;
   photos?: number[];
   place?: string;
   point?: [
    number,
    number
   ] | null;
   sounds?: number[];
   source?: "grid" | "patrol";
   text?: string;
   urgent?: boolean;
  };
  CaseRequestOut: {
   answer: string;
   asked_at: string;
   asked_by: string;
   days: number;
   decided_at: string | null;
   decided_by: string;
   id: number;
   kind: string;
   kind_title: string;
   reason: string;
   state: string;
   state_title: string;
  };
  CaseResumeIn: {
   note?: string;
   version: number;
  };
  CaseRevealIn: {
   reason: string;
  };
  CaseRow: {
   area: string;
   category: string;
   created_at: string;
   due_at: string;
   id: number;
   number: string;
   overdue: boolean;
   party: string;
   place: string;
   reporter: string;
   source: string;
   state: string;
   state_title: string;
   text: string;
   updated_at: string;
   urgent: boolean;
   version: number;
  };
  CaseRuleAreaOut: {
   depth: number;
   id: number;
   name: string;
  };
  CaseRuleBookOut: {
   area_id: number;
   inherited: components["schemas"]["CaseRuleOut"][];
   revision: string;
   rules: components["schemas"]["CaseRuleOut"][];
  };
  CaseRuleChoicesOut: {
   parties: components["schemas"]["CasePartyOut"][];
   places: components["schemas"]["CaseRulePlaceOut"][];
  };
  CaseRuleIn: {
   active?: boolean;
   auto?: boolean;
   building_id?: number | null;
   category?: string;
   hours?: "any" | "work" | "off" | "night" | "weekend";
   name: string;
   organisation_id?: number | null;
   place_id?: number | null;
   role?: string;
   urgency?: "any" | "urgent" | "normal";
   user_id?: number | null;
   warden?: boolean;
  };
  CaseRuleOut: {
   active?: boolean;
   area: string;
   auto?: boolean;
   building_id?: number | null;
   category?: string;
   conditions: string;
   hours?: "any" | "work" | "off" | "night" | "weekend";
   id: number;
   name: string;
   organisation_id?: number | null;
   party: string;
   place_id?: number | null;
   role?: string;
   urgency?: "any" | "urgent" | "normal";
   user_id?: number | null;
   warden?: boolean;
  };
  CaseRulePlaceOut: {
   building_id?: number | null;
   place_id?: number | null;
   title: string;
  };
  CaseRuleTallyOut: {
   auto: boolean;
   cases: number;
   name: string;
   party: string;
   same: number;
   unserved: number;
  };
  CaseRulesIn: {
   revision: string;
   rules: components["schemas"]["CaseRuleIn"][];
  };
  CaseRungIn: {
   days: number;
   role: string;
  };
  CaseShareOut: {
   cap: number;
   extended: number;
   full: boolean;
   percent: number;
   total: number;
  };
  CaseSlipOut: {
   address: string;
   category: string;
   code: string;
   created_at: string;
   due_at: string;
   id: number;
   number: string;
   qr: string;
   text: string;
  };
  CaseSoundOut: {
   id: number;
   url: string;
  };
  CaseSuggestionOut: {
   auto: boolean;
   party: components["schemas"]["CasePartyOut"] | null;
   words: string;
  };
  CaseSuspendIn: {
   until: string;
   version: number;
   waiting_for: string;
  };
  CaseTakeIn: {
   expected_at?: string | null;
   note?: string;
   version: number;
  };
  CaseTallyOut: {
   in_time: number;
   late: number;
   running: number;
   warned: number;
  };
  CaseTwinOut: {
   at: string;
   category: string;
   id: number;
   likeness: number;
   number: string;
   open: boolean;
   photos: string[];
   place: string;
   state_title: string;
   text: string;
  };
  CaseUrgeIn: {
   note: string;
   version: number;
  };
  CaseVerifyIn: {
   note: string;
   photos?: number[];
   resolved: boolean;
   version: number;
  };
  CaseWhatIfOut: {
   better: number;
   capped: boolean;
   cases: number;
   now: components["schemas"]["CaseTallyOut"];
   then: components["schemas"]["CaseTallyOut"];
   worse: components["schemas"]["CaseRefOut"][];
  };
  CaseWhatIfQuery: {
   category?: string;
   limit_days?: number;
   months?: number;
   urgent_days?: number;
   urgent_hours?: number | null;
  };
  CategoryIn: {
   code: string;
   reason: string;
   review_on?: string | null;
  };
  CategoryReview: {
   holds: boolean;
   reason?: string;
   review_on?: string | null;
  };
  CauseCount: {
   cause: string;
   channel: string;
   channel_title: string;
   n: number;
   state: string;
   state_title: string;
  };
  CellOut: {
   id: number;
   number: number;
   open: boolean;
   parcel: components["schemas"]["CellParcel"] | null;
   size: string;
   state: string;
  };
  CellParcel: {
   company: string;
   hours: number;
   id: number;
   overdue: boolean;
   phone: string;
   state: string;
   state_title: string;
  };
  CellsIn: {
   large?: number;
   medium?: number;
   small?: number;
  };
  ChangeOut: {
   field: string;
   new: string;
   old: string;
   title: string;
  };
  ChargeCardOut: {
   area_id: number;
   area_name: string;
   blocked: boolean;
   created_at: string;
   expires_on: string | null;
   holder: string;
   id: number;
   tag: string;
   username: string;
  };
  ChargeCloseIn: {
   reason: string;
  };
  ChargeSessionOut: {
   asked_at: string;
   bill: components["schemas"]["BillLineOut"][];
   connector: number;
   cost_fen: number;
   device_id: number;
   ended_at: string | null;
   energy_wh: number;
   id: number;
   meter_last: number | null;
   meter_start: number | null;
   metered_at: string | null;
   name: string;
   note: string;
   number: string;
   periods: components["schemas"]["PeriodOut"][];
   power_w: number;
   provisional: boolean;
   reason_title: string;
   source_title: string;
   started_at: string | null;
   state: string;
   state_title: string;
   unpaid: boolean;
   who: string;
  };
  ChoiceOut: {
   id: number;
   question: string;
  };
  ChooseIn: {
   person_id: number;
   ticket: string;
  };
  CloseIn: {
   on: string;
   reason?: string;
   status: "moved" | "dead";
  };
  CodeAskedOut: {
   message: string;
   wait_seconds: number;
  };
  CodeChoice: {
   label: string;
   value: string;
  };
  ColumnsIn: {
   sheets: {
    [key: string]: components["schemas"]["SheetCorrection"];
   };
  };
  CommandIn: {
   code: string;
   keep_s?: number;
   note?: string;
   params?: {
    [key: string]: boolean | number | string | null;
   };
   timeout_s?: number;
  };
  CommandOffer: {
   code: string;
   parameters: components["schemas"]["ParameterOut"][];
   title: string;
  };
  CommandOut: {
   actor_name: string;
   code: string;
   created_at: string;
   device_id: number;
   ended_at: string | null;
   expires_at: string;
   id: number;
   note: string;
   said: string;
   sent_at: string | null;
   state: string;
   state_title: string;
   text: string;
   title: string;
   tries: number;
  };
  ConcernedOut: {
   address: string;
   name: string;
   phone_masked: string;
  };
  ConnectorOut: {
   info: string;
   level: number;
   number: number;
   power_w: number;
   session: components["schemas"]["SessionRow"] | null;
   status: string;
   status_at: string | null;
   temperature: number | null;
   title: string;
   trouble: string;
  };
  ConsentFilters: {
   in_force?: boolean | null;
   person_id?: number | null;
   purpose?: string;
  };
  ConsentForm: {
   id: number;
  };
  ConsentIn: {
   person_id: number;
   purpose: components["schemas"]["Purpose"];
   way: components["schemas"]["Way"];
   wording: string;
  };
  ConsentOut: {
   given_at: string;
   id: number;
   person_id: number;
   person_name: string;
   purpose: string;
   purpose_title: string;
   way_title: string;
   withdrawn_at?: string | null;
   wording: string;
  };
  ConsentWithdrawnOut: {
   message: string;
   ok: boolean;
  };
  ContactCard: {
   id: number;
   name: string;
   phone_masked: string;
   relation: string;
  };
  ContactIn: {
   name: string;
   phone: string;
   relation: string;
  };
  ContactOut: {
   id: number;
   name: string;
   phone_masked: string;
   relation: string;
  };
  CorrectionFilters: {
   state?: ("pending" | "accepted" | "refused")[];
  };
  CorrectionIn: {
   born_on?: string | null;
   explanation?: string;
   hukou?: string | null;
   id_number?: string | null;
   name?: string | null;
   phones?: string[] | null;
   sex?: ("男" | "女" | "") | null;
  };
  CorrectionOut: {
   address: string;
   changes: components["schemas"]["ChangeOut"][];
   decided_at: string | null;
   decided_by: string;
   explanation: string;
   id: number;
   person_id: number;
   person_name: string;
   reason: string;
   state: string;
   state_text: string;
   submitted_at: string;
  };
  CountIn: {
   batch_id: number;
   counted: number;
   reason?: string;
  };
  CountOut: {
   count: number;
  };
  Counted: {
   count: number;
  };
  CurveIn: {
   since?: string | null;
   until?: string | null;
   vital: string;
  };
  CurveQuery: {
   metric: string;
   since?: string | null;
   until?: string | null;
  };
  DataRequestOut: {
   done_at: string;
   done_by: string;
   id: number;
   kind: components["schemas"]["Kind"];
   kind_title: string;
   person_id: number;
   reason: string;
  };
  DecideIn: {
   accept: boolean;
   reason?: string;
  };
  DecisionIn: {
   decision: "open" | "keep" | "fix" | "skip" | "merge" | "new";
   fixes?: {
    [key: string]: string;
   };
   repair?: boolean;
  };
  DeliveryPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  DeviceConnectionOut: {
   command: string;
   down: string;
   host: string;
   port: number;
   sample: string;
   tls: boolean;
   topic: string;
   user: string;
  };
  DeviceCurveOut: {
   bucket_seconds: number;
   metric: string;
   points: (number | null)[][];
   since: string;
   until: string;
  };
  DeviceEventOut: {
   at_ms: number;
   code: string;
   title: string;
  };
  DeviceFilters: {
   area_id?: number | null;
   presence?: "" | "online" | "offline" | "never";
   q?: string;
   status?: "" | "active" | "retired";
   type_code?: string;
  };
  DeviceKeyOut: {
   connection: components["schemas"]["DeviceConnectionOut"];
   device: components["schemas"]["DeviceRow"];
   key: string;
  };
  DeviceLabelOut: {
   id: number;
   link: string;
   name: string;
   number: string;
   place: string;
   svg: string;
   type_title: string;
  };
  DeviceNew: {
   area_id: number;
   building_id?: number | null;
   home_id?: number | null;
   installed_on?: string | null;
   line?: "mqtt" | "watch" | "http" | "ocpp";
   locate?: boolean;
   maker?: string;
   model_name?: string;
   name: string;
   number?: string;
   offline_seconds?: number | null;
   place?: string;
   point?: number[] | null;
   remark?: string;
   serial?: string;
   terminal?: string;
   type_code: string;
   warranty_until?: string | null;
  };
  DeviceOut: {
   area_id: number;
   area_name: string;
   availability: number | null;
   building_id: number | null;
   building_name: string;
   created_at: string;
   effective_offline_seconds: number;
   gateway_number: string;
   home_id: number | null;
   home_name: string;
   id: number;
   installed_on: string | null;
   key_issued_at: string | null;
   last_seen_at: string | null;
   latest: components["schemas"]["DeviceValueOut"][];
   line: string;
   locate: boolean;
   maker: string;
   missing: number;
   model_name: string;
   name: string;
   number: string;
   offline_seconds: number | null;
   online: boolean | null;
   outages: components["schemas"]["OutageOut"][];
   person_id: number | null;
   place: string;
   point: number[] | null;
   remark: string;
   report_seconds: number;
   restarts: number;
   retired_at: string | null;
   sensitive: boolean;
   serial: string;
   status: string;
   terminal: string;
   type_code: string;
   type_title: string;
   values_hidden: boolean;
   warranty_until: string | null;
  };
  DevicePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  DevicePatch: {
   area_id?: number | null;
   building_id?: number | null;
   home_id?: number | null;
   installed_on?: string | null;
   line?: ("mqtt" | "watch" | "http" | "ocpp") | null;
   locate?: boolean | null;
   maker?: string | null;
   model_name?: string | null;
   name?: string | null;
   offline_seconds?: number | null;
   place?: string | null;
   point?: number[] | null;
   remark?: string | null;
   serial?: string | null;
   terminal?: string | null;
   warranty_until?: string | null;
  };
  DeviceRow: {
   area_id: number;
   area_name: string;
   id: number;
   last_seen_at: string | null;
   latest: components["schemas"]["DeviceValueOut"][];
   maker: string;
   name: string;
   number: string;
   online: boolean | null;
   place: string;
   status: string;
   type_code: string;
   type_title: string;
   warranty_until: string | null;
  };
  DeviceTypeIn: {
   category: string;
   members: components["schemas"]["ThingMemberIn"][];
   offline_seconds?: number;
   report_seconds?: number;
   sensitive?: boolean;
   title: string;
  };
  DeviceTypeOut: {
   category: string;
   code: string;
   devices_count: number;
   members: components["schemas"]["ThingMemberOut"][];
   offline_seconds: number;
   report_seconds: number;
   sensitive: boolean;
   title: string;
  };
  DeviceValueOut: {
   at_ms: number;
   kind: string;
   metric: string;
   text: string;
   title: string;
   unit: string;
   value: number;
  };
  DispenserLimits: {
   fen_per_litre?: number;
   filter_limit?: number;
   most_ml?: number;
   tds_limit?: number;
  };
  DispenserOut: {
   area_name: string;
   filters: components["schemas"]["FilterChangeOut"][];
   id: number;
   last_seen_at: string | null;
   limits: components["schemas"]["DispenserLimits"];
   name: string;
   number: string;
   online: boolean | null;
   place: string;
   use: components["schemas"]["WaterUseOut"][];
   water: components["schemas"]["WaterNow"];
  };
  DispenserRow: {
   area_name: string;
   id: number;
   last_seen_at: string | null;
   limits: components["schemas"]["DispenserLimits"];
   name: string;
   number: string;
   online: boolean | null;
   place: string;
   water: components["schemas"]["WaterNow"];
  };
  DispensingOut: {
   advice: string;
   amount_fen: number;
   asked_at: string;
   asked_by: string;
   cabinet: string;
   drug: string;
   elder_id: number;
   id: number;
   name: string;
   problem: string;
   quantity: number;
   slot: number;
   state: "opening" | "done" | "failed";
   state_title: string;
   unit: string;
   way: string;
   way_title: string;
  };
  DispensingPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  Done: {
   message: string;
  };
  DrugBatchOut: {
   drug: string;
   expires_on: string;
   held: number;
   id: number;
   lot: string;
   recall_reason: string;
   recalled_at: string | null;
  };
  DrugNew: {
   advice?: string;
   area_id: number;
   maker?: string;
   most?: number;
   name: string;
   prescription_only?: boolean;
   price_fen?: number;
   spec: string;
   unit?: string;
  };
  DrugOut: {
   active?: boolean;
   advice?: string;
   area: string;
   area_id: number;
   id: number;
   maker?: string;
   most?: number;
   name: string;
   prescription_only?: boolean;
   price_fen?: number;
   spec: string;
   unit?: string;
  };
  DrugPatch: {
   active?: boolean;
   advice?: string;
   maker?: string;
   most?: number;
   name: string;
   prescription_only?: boolean;
   price_fen?: number;
   spec: string;
   unit?: string;
  };
  DrugStockOut: {
   batch_id: number;
   expires_on: string;
   lot: string;
   quantity: number;
   recalled: boolean;
  };
  DutyChanges: {
   absences: components["schemas"]["AbsenceOut"][];
   swaps: components["schemas"]["SwapOut"][];
  };
  DutyDay: {
   gaps: components["schemas"]["GapOut"][];
   holiday: string;
   on: string;
   turns: components["schemas"]["TurnOut"][];
   workday: boolean;
  };
  DutyOut: {
   area: string;
   area_id: number;
   ends_at?: string | null;
   first: string;
   first_id?: number | null;
   second: string;
   second_id?: number | null;
   shift: string;
   starts_at?: string | null;
  };
  ElderAlert: {
   at: string;
   by_relative: boolean;
   id: number;
   live: boolean;
   state: string;
   title: string;
  };
  ElderCategoryCount: {
   by_hand: boolean;
   by_rule: boolean;
   code: string;
   count: number;
   group: string;
   note: string;
   title: string;
  };
  ElderFilters: {
   area_id?: number | null;
   building_id?: number | null;
   category?: string[];
   followed?: boolean;
   grade?: number | null;
   q?: string;
   risk?: number | null;
   state?: "" | "due" | "conflict" | "banded" | "unbanded" | "unassessed";
  };
  ElderHealth: {
   alerts: components["schemas"]["ElderAlert"][];
   consented: boolean;
   elder_id: number;
   limits: components["schemas"]["LimitOut"][];
   name: string;
   news2: components["schemas"]["NewsOut"];
   standing: components["schemas"]["StandingOut"];
   values: components["schemas"]["VitalValue"][];
   vitals: components["schemas"]["VitalSign"][];
  };
  ElderIn: {
   person_id: number;
   reason: string;
  };
  ElderMessageIn: {
   text: string;
   to: ("relatives" | "band" | "speaker")[];
  };
  ElderMessageOut: {
   name: string;
   ok: boolean;
   problem: string;
   to: string;
  };
  ElderOut: {
   address: string;
   age: number | null;
   area: string;
   area_id: number;
   assessments: components["schemas"]["AssessmentOut"][];
   banded: boolean;
   building_id: number | null;
   categories: string;
   conflict: boolean;
   conflicts: string[];
   contacts: components["schemas"]["ContactCard"][];
   ended: components["schemas"]["HeldCategory"][];
   followed: boolean;
   grade: number;
   grade_title: string;
   health_visible: boolean;
   held: components["schemas"]["HeldCategory"][];
   home_id: number | null;
   id: number;
   live_alerts: number;
   name: string;
   person_id: number;
   phone_masked: string;
   reasons: components["schemas"]["ReasonOut"][];
   review_on: string | null;
   risk: number;
   risk_score: number;
   risk_title: string;
   sex: string;
  };
  ElderPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  ElderRow: {
   address: string;
   age: number | null;
   area: string;
   banded: boolean;
   categories: string;
   conflict: boolean;
   grade: number;
   grade_title: string;
   id: number;
   live_alerts: number;
   name: string;
   person_id: number;
   review_on: string | null;
   risk: number;
   risk_title: string;
   sex: string;
  };
  ElderShare: {
   count: number;
   title: string;
   value: number;
  };
  ElderStatistics: {
   categories: components["schemas"]["ElderCategoryCount"][];
   due: number;
   grades: components["schemas"]["ElderShare"][];
   risks: components["schemas"]["ElderShare"][];
   total: number;
  };
  EligibilityRule: {
   area: string;
   area_id: number;
   id: number;
   in_force: number | null;
   name: string;
   note: string;
   text: string;
   versions: components["schemas"]["RuleVersionOut"][];
  };
  EmergencyChoices: {
   category: components["schemas"]["CodeChoice"][];
   certainty: components["schemas"]["CodeChoice"][];
   quiet: boolean;
   response: components["schemas"]["CodeChoice"][];
   severity: components["schemas"]["CodeChoice"][];
   urgency: components["schemas"]["CodeChoice"][];
  };
  EmergencyFilters: {
   drill?: boolean | null;
   state?: "" | "waiting" | "issued" | "updated" | "cancelled" | "ended" | "refused" | "noted";
   way?: "" | "in" | "out";
  };
  EmergencyIn: {
   area_text?: string;
   category?: string;
   certainty?: "Observed" | "Likely" | "Possible" | "Unlikely" | "Unknown";
   description?: string;
   drill?: boolean;
   event: string;
   expires?: string | null;
   headline: string;
   instruction?: string;
   override?: string;
   response?: string;
   severity?: "Extreme" | "Severe" | "Moderate" | "Minor" | "Unknown";
   urgency?: "Immediate" | "Expected" | "Future" | "Past" | "Unknown";
  };
  EmergencyNew: {
   area_id: number;
   area_text?: string;
   category?: string;
   certainty?: "Observed" | "Likely" | "Possible" | "Unlikely" | "Unknown";
   description?: string;
   drill?: boolean;
   event: string;
   expires?: string | null;
   headline: string;
   instruction?: string;
   override?: string;
   response?: string;
   severity?: "Extreme" | "Severe" | "Moderate" | "Minor" | "Unknown";
   urgency?: "Immediate" | "Expected" | "Future" | "Past" | "Unknown";
  };
  EmergencyOut: {
   area: string;
   area_id: number;
   area_text: string;
   broadcast_id: number | null;
   bulletin_id: number | null;
   campaign_id: number | null;
   category: string;
   category_title: string;
   certainty: string;
   certainty_title: string;
   created_at: string;
   decided_by: string;
   description: string;
   event: string;
   expires: string;
   headline: string;
   id: number;
   identifier: string;
   instruction: string;
   issued_at: string | null;
   msg_type: string;
   overridden_at: string | null;
   override: string;
   reason: string;
   replaces_id: number | null;
   sender: string;
   sent: string;
   severity: string;
   severity_title: string;
   source: string;
   state: string;
   state_title: string;
   status: string;
   status_title: string;
   stopped: {
    [key: string]: unknown;
   } | null;
   troubles: {
    [key: string]: string;
   };
   type_title: string;
   urgency: string;
   urgency_title: string;
   urgent_now: boolean;
   way: string;
   way_title: string;
   xml: string;
  };
  EmergencyOverride: {
   override?: string;
  };
  EmergencyPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  EmergencyReason: {
   override?: string;
   reason: string;
  };
  EmergencyRow: {
   area: string;
   created_at: string;
   event: string;
   expires: string;
   headline: string;
   id: number;
   issued_at: string | null;
   msg_type: string;
   severity: string;
   severity_title: string;
   state: string;
   state_title: string;
   status: string;
   status_title: string;
   type_title: string;
   way: string;
   way_title: string;
  };
  EndIn: {
   reason?: string;
   until: string;
  };
  EntityFilters: {
   state?: "" | "found" | "taken" | "ignored";
  };
  EntityOut: {
   announcer_name: string;
   announcer_number: string;
   commandable: boolean;
   component: string;
   device_class: string;
   device_id: number | null;
   found_at: string;
   id: number;
   maker: string;
   name: string;
   state: string;
   state_topic: string;
   suggested_type: string;
   thing_id: string;
   thing_name: string;
   unique_id: string;
   unit: string;
  };
  EntranceOut: {
   floors: components["schemas"]["FloorOut"][];
   name: string;
  };
  EntryChange: {
   answer: string;
   question: string;
   source: string;
   source_url?: string;
   topic: "card" | "insurance" | "elder" | "aid" | "child" | "job" | "health" | "house" | "property" | "utility" | "safety" | "traffic" | "order" | "party" | "platform";
   valid_from?: string | null;
   valid_until?: string | null;
   variants?: string[];
   version: number;
  };
  EntryNew: {
   answer: string;
   area_id: number;
   question: string;
   source: string;
   source_url?: string;
   topic: "card" | "insurance" | "elder" | "aid" | "child" | "job" | "health" | "house" | "property" | "utility" | "safety" | "traffic" | "order" | "party" | "platform";
   valid_from?: string | null;
   valid_until?: string | null;
   variants?: string[];
  };
  EntryOut: {
   active: boolean;
   answer: string;
   area_id: number;
   area_name: string;
   id: number;
   own?: boolean;
   question: string;
   source: string;
   source_url: string;
   topic: string;
   topic_title: string;
   updated_at: string;
   updated_by: string;
   valid_from: string | null;
   valid_until: string | null;
   variants: string[];
   version: number;
  };
  EntryPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  EraseIn: {
   confirm_name: string;
   reason: string;
  };
  ErrorDetail: {
   code: string;
   fields?: {
    [key: string]: string;
   };
   message: string;
  };
  ErrorOut: {
   error: components["schemas"]["ErrorDetail"];
  };
  EventIn: {
   at: string;
   building?: string;
   ended?: boolean;
   event_id: string;
   key: string;
   kind: string;
   message?: string;
   place?: string;
   source: string;
   thing?: string;
   title: string;
  };
  EventTaken: {
   alert_id?: number | null;
   repeated: boolean;
   status?: string;
  };
  Example: {
   as_of: string;
   expected: "in" | "check" | "out";
   facts: components["schemas"]["ExampleFacts"];
   label: string;
  };
  ExampleFacts: {
   born_on?: string | null;
   building?: string | null;
   entrance?: string | null;
   has_id?: boolean;
   has_phone?: boolean;
   hukou?: string;
   lives_alone?: boolean;
   occupancies?: ("owner" | "tenant" | "family" | "guest")[];
   sex?: "男" | "女" | "";
   status?: "resident" | "tenant" | "away" | "moved" | "dead";
   tags?: string[];
  };
  ExampleOutcome: {
   expected: "in" | "check" | "out";
   expected_text: string;
   findings: components["schemas"]["FindingOut"][];
   label: string;
   passed: boolean;
   verdict: "in" | "check" | "out";
   verdict_text: string;
  };
  ExamplesIn: {
   examples: components["schemas"]["Example"][];
   tree: {
    [key: string]: unknown;
   };
  };
  ExamplesOut: {
   outcomes: components["schemas"]["ExampleOutcome"][];
   text: string;
  };
  ExportIn: {
   days?: number;
  };
  ExportQuery: {
   format?: "csv" | "parquet";
   since?: string | null;
   until?: string | null;
  };
  FailedEventOut: {
   attempts: number;
   created_at: string;
   event: string;
   given_up: boolean;
   handler: string;
   id: number;
   last_error: string;
  };
  FallOut: {
   alert_id: number;
   decided_at?: string | null;
   due_at: string;
   elder_id: number | null;
   fell_at: string;
   id: number;
   reason: string;
   state: string;
   state_title: string;
  };
  FallRow: {
   address?: string;
   alert_id: number;
   decided_at?: string | null;
   due_at: string;
   elder_id: number | null;
   fell_at: string;
   id: number;
   name?: string;
   reason: string;
   state: string;
   state_title: string;
  };
  FalseAlarmIn: {
   cause?: "mistouch" | "worn" | "environment" | "threshold" | "device" | "test" | "other";
   reason?: string;
  };
  FalseCause: {
   cause: string;
   count: number;
   kind: string;
  };
  FamilyMedicine: {
   at: string;
   text: string;
  };
  FamilyOut: {
   alerts: components["schemas"]["ElderAlert"][];
   community_phone: string;
   elder_id: number;
   heard_at: string | null;
   live_alerts: number;
   medicines: components["schemas"]["FamilyMedicine"][] | null;
   missed: components["schemas"]["FamilyMedicine"][] | null;
   name: string;
   place: components["schemas"]["LastPlace"] | null;
   relation: string;
   sees: number;
   state: string;
   tone: "good" | "watch" | "urgent" | "unknown";
   values: components["schemas"]["VitalValue"][] | null;
   visits: components["schemas"]["FamilyVisit"][];
  };
  FamilyRow: {
   elder_id: number;
   heard_at: string | null;
   live_alerts: number;
   name: string;
   relation: string;
   sees: number;
   state: string;
   tone: "good" | "watch" | "urgent" | "unknown";
  };
  FamilyVisit: {
   answered: boolean;
   at: string;
   by: string;
   way: string;
  };
  FenceIn: {
   duration_s?: number | null;
   muted?: boolean;
   name?: string;
   ring?: [
    number,
    number
   ][];
  };
  FenceOut: {
   address: string;
   apart: string[];
   devices: string[];
   duration_s: number;
   enabled: boolean;
   excepted: boolean;
   muted: boolean;
   name: string;
   own: boolean;
   person_id: number;
   rule_id: number;
   rule_title: string;
   usual: components["schemas"]["FenceShape"];
   usual_duration_s: number;
   zone: components["schemas"]["FenceShape"];
  };
  FenceShape: {
   buffer_m?: number;
   name?: string;
   node?: "zone";
   ring: [
    number,
    number
   ][];
   side?: "outside" | "inside";
  };
  FetchIn: {
   helper: string;
   reason: string;
  };
  FilterChangeIn: {
   changed_on: string;
   note?: string;
   person: string;
   photo_id?: number | null;
   what: string;
  };
  FilterChangeOut: {
   changed_on: string;
   entered_by: string;
   id: number;
   note: string;
   person: string;
   photo_id: number | null;
   what: string;
  };
  FilterPhotoOut: {
   id: number;
  };
  FindingOut: {
   found: string;
   text: string;
   truth: boolean | null;
  };
  FloorOut: {
   floor: number;
   homes: components["schemas"]["HomeCell"][];
  };
  FreeDevice: {
   area: string;
   id: number;
   name: string;
   place: string;
  };
  FunnelOut: {
   causes: components["schemas"]["CauseCount"][];
   nowhere: number;
   ways: components["schemas"]["WayCounts"][];
  };
  GapOut: {
   ends_at: string;
   starts_at: string;
  };
  GivableOut: {
   area_id: number;
   area_name: string;
   roles: components["schemas"]["RoleTitle"][];
  };
  GoalOut: {
   formula: string;
   key: string;
   meaning: string;
   parts: components["schemas"]["GoalPart"][];
   percent: number | null;
   title: string;
  };
  GoalPart: {
   formula: string;
   id: string;
   met_title: string;
   missing_title: string;
   part: number;
   percent: number | null;
   rows: boolean;
   title: string;
   whole: number | null;
  };
  GoalRow: {
   detail: string;
   link: string;
   title: string;
  };
  GoalRowFilters: {
   met?: boolean;
   share: string;
  };
  GridBuildings: {
   building_ids: number[];
  };
  GridChange: {
   note?: string | null;
   outline?: {
    [key: string]: unknown;
   } | null;
  };
  GridIn: {
   area_id: number;
   name: string;
   note?: string;
   outline?: {
    [key: string]: unknown;
   };
  };
  GridOut: {
   area_id: number;
   buildings: number;
   estate: string;
   estate_id: number;
   homes: number;
   id: number;
   name: string;
   note: string;
   outline: {
    [key: string]: unknown;
   };
   people: number;
   wardens: components["schemas"]["WardenOut"][];
  };
  GuardIn: {
   active?: boolean;
  };
  GuardOut: {
   absences: components["schemas"]["AwayOut"][];
   address: string;
   away_until: string | null;
   away_where: string;
   elder_id: number;
   falls: components["schemas"]["FallOut"][];
   guarded: boolean;
   last_sign_at: string | null;
   name: string;
   risk: number;
   risk_title: string;
   rules: components["schemas"]["GuardRuleOut"][];
   sensors: components["schemas"]["SensorOut"][];
   state: "fall" | "away" | "off" | "wrong" | "none" | "unknown" | "well";
   wrong: string[];
  };
  GuardRow: {
   address: string;
   away_until: string | null;
   away_where: string;
   elder_id: number;
   guarded: boolean;
   last_sign_at: string | null;
   name: string;
   risk: number;
   risk_title: string;
   sensors: components["schemas"]["SensorOut"][];
   state: "fall" | "away" | "off" | "wrong" | "none" | "unknown" | "well";
   wrong: string[];
  };
  GuardRuleIn: {
   duration_s?: number | null;
   limit?: number | null;
   off?: boolean;
  };
  GuardRuleOut: {
   limit?: number | null;
   off: boolean;
   rule_id: number;
   seconds: number;
   text: string;
   title: string;
   unit: string;
   usual_limit?: number | null;
   usual_seconds: number;
  };
  HandOver: {
   handover?: string;
   user_id: number;
  };
  HandoverIn: {
   area_id: number;
   notes?: string;
  };
  HandoverOut: {
   alerts: number[];
   area: string;
   confirmed_at?: string | null;
   due_at: string;
   giver: string;
   giver_id: number;
   id: number;
   notes: string;
   shift: string;
   taker: string;
   taker_id: number;
   written_at: string;
  };
  HealthLine: {
   advice?: string;
   name: string;
   state: string;
   title: string;
   value: string;
  };
  HealthOut: {
   at: string;
   lines: components["schemas"]["HealthLine"][];
   state: string;
  };
  HeldCategory: {
   code: string;
   end_reason: string;
   ended_on: string | null;
   id: number;
   reason: string;
   review_on: string | null;
   rule_version: number | null;
   since: string;
   source: string;
   source_title: string;
   title: string;
   user?: string;
  };
  HelpedWishIn: {
   cabinet_id: number;
   drug_id: number;
   elder_id: number;
   key: string;
   quantity?: number;
  };
  Hit: {
   kind: string;
   link: string;
   section: string;
   subtitle: string;
   title: string;
  };
  HoldingIn: {
   area_id: number;
   role: string;
  };
  HoldingOut: {
   area_id: number;
   area_name: string;
   id: number;
   mine_to_take?: boolean;
   role: string;
   since: string;
   title: string;
  };
  HomeCell: {
   alone: boolean;
   elder: boolean;
   id: number;
   residents: number;
   room: string;
   status: string;
  };
  HomeChange: {
   area_m2?: number | string | null;
   floor?: number | null;
   note?: string | null;
   owner_name?: string | null;
   status?: ("owned" | "rented" | "let" | "vacant" | "unknown") | null;
   use?: ("dwelling" | "shop" | "office" | "storage") | null;
  };
  HomeFilters: {
   building_id?: number | null;
   q?: string;
   status?: ("owned" | "rented" | "let" | "vacant" | "unknown")[];
   use?: ("dwelling" | "shop" | "office" | "storage") | null;
  };
  HomeIn: {
   area_m2?: number | string | null;
   building_id: number;
   floor?: number | null;
   note?: string;
   owner_name?: string;
   room: string;
   status?: "owned" | "rented" | "let" | "vacant" | "unknown";
   unit?: string;
   use?: "dwelling" | "shop" | "office" | "storage";
  };
  HomeOut: {
   address: string;
   area_m2: string | null;
   building_id: number;
   floor: number;
   household_id: number | null;
   id: number;
   note: string;
   occupancies: components["schemas"]["OccupancyOut"][];
   owner_name: string;
   residents: number;
   room: string;
   status: string;
   status_text: string;
   unit: string;
   use: string;
   use_text: string;
  };
  HomePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  HomeRow: {
   address: string;
   area_m2: string | null;
   building_id: number;
   floor: number;
   id: number;
   note: string;
   owner_name: string;
   residents: number;
   room: string;
   status: string;
   status_text: string;
   unit: string;
   use: string;
   use_text: string;
  };
  HouseholdFilters: {
   building_id?: number | null;
   members?: number | null;
   q?: string;
  };
  HouseholdOut: {
   address: string;
   head_id: number | null;
   head_name: string;
   home_id: number;
   id: number;
   members: {
    [key: string]: unknown;
   }[];
   size: number;
   status_text: string;
  };
  HouseholdPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  HouseholdRow: {
   address: string;
   head_id: number | null;
   head_name: string;
   home_id: number;
   id: number;
   size: number;
   status_text: string;
  };
  ImportIn: {
   content: {
    [key: string]: unknown;
   };
   preview?: boolean;
  };
  ImportLine: {
   at: string | null;
   place: string;
   state: "taken" | "known" | "refused";
   text: string;
   why: string;
  };
  ImportOut: {
   known: number;
   lines: components["schemas"]["ImportLine"][];
   preview: boolean;
   refused: number;
   taken: number;
  };
  ImportRowOut: {
   cells: {
    [key: string]: string;
   };
   decision: string;
   decision_text: string;
   fixes: {
    [key: string]: string;
   };
   id: number;
   issues: components["schemas"]["IssueOut"][];
   kind: string;
   level: string;
   line: number;
   name: string;
   person: components["schemas"]["CardOut"] | null;
   place: string;
   sheet: string;
  };
  IngestOut: {
   accepted: number;
   refused: {
    [key: string]: number;
   };
  };
  InhibitionIn: {
   cause: string;
   hidden: string;
   reach: "gateway" | "source" | "building" | "area";
  };
  InhibitionOut: {
   cause: string;
   cause_title: string;
   hidden: string;
   hidden_title: string;
   id: number;
   reach: string;
   reach_title: string;
  };
  IssueOut: {
   can_repair: boolean;
   code: string;
   field: string;
   field_title: string;
   level: string;
   reason: string;
   suggestion: string;
   title: string;
   value: string;
  };
  JobOut: {
   attempts: number;
   due_at?: string | null;
   finished_at?: string | null;
   function: string;
   id: number;
   last_error: string;
   schedule: string;
   started_at?: string | null;
   state: string;
  };
  JobStartedOut: {
   job_id: number;
   message: string;
  };
  JudgeIn: {
   helpful: boolean;
  };
  KeyIn: {
   area_id: number;
   days?: number | null;
   per_day?: number;
   per_minute?: number;
   role?: string;
   scopes: string[];
   title: string;
  };
  KeyRow: {
   area_name: string;
   created_at: string;
   expires_at?: string | null;
   id: number;
   last_used_at?: string | null;
   per_day: number;
   per_minute: number;
   prefix: string;
   role: string;
   scopes: string[];
   state: string;
   title: string;
   used_today: number;
  };
  Kind: "export" | "erase";
  KindIn: {
   auto_case?: boolean;
   case_category?: string;
   chain?: components["schemas"]["LevelIn"][];
   enabled?: boolean;
   health?: boolean;
   hold_s?: number;
   immediate?: boolean;
   latched?: boolean;
   plan?: string[];
   severity?: number;
   speech?: string;
   title: string;
  };
  KindOut: {
   auto_case?: boolean;
   case_category?: string;
   chain?: components["schemas"]["LevelIn"][];
   code: string;
   enabled?: boolean;
   health?: boolean;
   hold_s?: number;
   immediate?: boolean;
   latched?: boolean;
   plan?: string[];
   rule_count?: number;
   severity?: number;
   severity_title: string;
   speech?: string;
   title: string;
  };
  LadderStep: {
   channel: "app" | "sms" | "phone" | "visit";
   wait_h?: number;
  };
  LampEnergyOut: {
   day: string;
   wh: number;
  };
  LampEnergyQuery: {
   by?: "day" | "month";
  };
  LampGroupFilters: {
   area_id?: number | null;
  };
  LampGroupIn: {
   area_id: number;
   lamp_ids?: number[] | null;
   latitude?: number | null;
   longitude?: number | null;
   name: string;
   place?: string | null;
   presence_level?: number | null;
   presence_minutes?: number;
   sensor_ids?: number[] | null;
   steps?: components["schemas"]["LampStep"][] | null;
  };
  LampGroupOut: {
   applied: components["schemas"]["AppliedOut"] | null;
   area_id: number;
   area_name: string;
   away_count: number;
   faults_count: number;
   id: number;
   lamps: components["schemas"]["LampOut"][];
   lamps_count: number;
   latitude: number | null;
   longitude: number | null;
   month_wh: number;
   name: string;
   night: components["schemas"]["LampNightOut"];
   place: string;
   presence_level: number | null;
   presence_minutes: number;
   sensors: components["schemas"]["LampSensorOut"][];
   steps: components["schemas"]["LampStep"][];
   today_wh: number;
   used_latitude: number;
   used_longitude: number;
   waiting_count: number;
  };
  LampGroupPatch: {
   lamp_ids?: number[] | null;
   latitude?: number | null;
   longitude?: number | null;
   name?: string | null;
   place?: string | null;
   presence_level?: number | null;
   presence_minutes?: number;
   sensor_ids?: number[] | null;
   steps?: components["schemas"]["LampStep"][] | null;
  };
  LampGroupRow: {
   applied: components["schemas"]["AppliedOut"] | null;
   area_id: number;
   area_name: string;
   away_count: number;
   faults_count: number;
   id: number;
   lamps_count: number;
   month_wh: number;
   name: string;
   place: string;
   today_wh: number;
   waiting_count: number;
  };
  LampNightOut: {
   dawn: string;
   dusk: string;
   now: string;
   since: string;
   spans: components["schemas"]["LampSpanOut"][];
   until: string;
  };
  LampOut: {
   building_id: number | null;
   confirmed: boolean;
   desired: number | null;
   fault: string;
   fault_at: string | null;
   id: number;
   level: number | null;
   name: string;
   number: string;
   online: boolean | null;
   place: string;
   point: number[] | null;
   power: number | null;
   seen_at: string | null;
   tries: number;
  };
  LampOverrideIn: {
   level: number;
   until: "1h" | "2h" | "4h" | "dawn" | "next";
  };
  LampSensorOut: {
   id: number;
   name: string;
   online: boolean | null;
   place: string;
  };
  LampSpanOut: {
   level: number;
   since: string;
   until: string;
   words: string;
  };
  LampStep: {
   at: string;
   days?: number[];
   level: number;
   offset?: number;
  };
  LastPlace: {
   at: string;
   latitude: number;
   longitude: number;
  };
  LevelIn: {
   after_s?: number;
   who: "duty" | "second" | "grid" | "relatives" | "doctor" | "secretary";
  };
  LimitIn: {
   above: boolean;
   duration_s?: number;
   ends?: string | null;
   limit: number;
   muted?: boolean;
   reason: string;
   review_on?: string | null;
   starts?: string | null;
   vital: string;
  };
  LimitOut: {
   above: boolean;
   duration_s: number;
   ends: string | null;
   for_band: boolean;
   id: number;
   limit: number;
   muted: boolean;
   reason: string;
   review_on: string | null;
   set_at: string;
   starts: string | null;
   title: string;
   user: string;
   vital: string;
  };
  LineOut: {
   at: string;
   id: number;
   outcome_title: string;
   reply: string;
   text: string;
  };
  ListStop: {
   address: string;
   area: string;
   before: string;
   campaign_id: number;
   channel: string;
   channel_title: string;
   emergency: boolean;
   has_phone: boolean;
   name: string;
   person_id: number;
   phone_masked: string;
   target_id: number;
   text: string;
   title: string;
  };
  LockerOut: {
   area_name: string;
   cells: components["schemas"]["CellOut"][];
   cells_count: number;
   cells_empty: number;
   cells_fault: number;
   cells_taken: number;
   id: number;
   name: string;
   number: string;
   online: boolean | null;
   place: string;
  };
  LockerRow: {
   area_name: string;
   cells_count: number;
   cells_empty: number;
   cells_fault: number;
   cells_taken: number;
   id: number;
   name: string;
   number: string;
   online: boolean | null;
   place: string;
  };
  LockerStatistics: {
   cells: number;
   empty: number;
   fault: number;
   helped: number;
   median_hours: number | null;
   overdue: number;
   picked: number;
   placed: number;
   taken: number;
  };
  LoginIn: {
   code?: string;
   password: string;
   username: string;
  };
  LoginOut: {
   me?: components["schemas"]["MeOut"] | null;
   needs_code?: boolean;
  };
  LoudspeakerOut: {
   area_id: number;
   area_name: string;
   id: number;
   last: components["schemas"]["PlayRow"] | null;
   last_seen_at: string | null;
   name: string;
   number: string;
   online: boolean | null;
   place: string;
   zones: string[];
  };
  MapEstate: {
   area: string;
   area_id: number;
  };
  MapLayer: {
   failed: boolean;
   id: string;
   marks: components["schemas"]["MapMark"][];
   shape: "circle" | "square" | "diamond" | "triangle";
   title: string;
   total: number;
  };
  MapMark: {
   detail: string;
   label: string;
   link: string;
   tone: "ok" | "info" | "warn" | "danger" | "muted";
   x: number | null;
   y: number | null;
  };
  MapOut: {
   area: string;
   area_id: number;
   estates: components["schemas"]["MapEstate"][];
   layers: components["schemas"]["MapLayer"][];
   plan: {
    [key: string]: unknown;
   };
  };
  MarkCellIn: {
   broken: boolean;
   reason: string;
  };
  MatterAnswerIn: {
   agree: boolean;
   reason?: string;
  };
  MatterChange: {
   deadline?: string | null;
   materials?: string[] | null;
   phone?: string | null;
   place?: string | null;
   rule_id?: number | null;
   starts_on?: string | null;
   steps?: string[] | null;
   summary?: string | null;
   title?: string | null;
  };
  MatterCount: {
   count: number;
   state: "check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped";
   title: string;
  };
  MatterEntryOut: {
   at: string;
   by: string;
   state_text: string;
   text: string;
  };
  MatterExportIn: {
   reason: string;
   state?: ("check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped")[];
  };
  MatterIn: {
   area_id: number;
   deadline?: string | null;
   materials?: string[];
   phone?: string;
   place?: string;
   rule_id: number;
   starts_on: string;
   steps?: string[];
   summary?: string;
   title: string;
  };
  MatterMoveIn: {
   reason?: string;
   row_ids: number[];
   state: "check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped";
   way?: "" | "app" | "sms" | "phone" | "visit" | "talk";
  };
  MatterMoved: {
   moved: number;
  };
  MatterOut: {
   area: string;
   area_id: number;
   as_of: string | null;
   audience_id: number | null;
   counts: components["schemas"]["MatterCount"][];
   days_left: number | null;
   deadline: string | null;
   done: number;
   id: number;
   left: number;
   materials: string[];
   people: number;
   phone: string;
   place: string;
   rule: string;
   rule_id: number;
   rule_text: string;
   starts_on: string;
   state: "draft" | "open" | "closed";
   state_text: string;
   steps: string[];
   summary: string;
   title: string;
  };
  MatterPeopleFilters: {
   q?: string;
   state?: ("check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped")[];
  };
  MatterPeoplePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  MatterPersonOut: {
   address: string;
   born_on: string | null;
   deadline: string | null;
   done_at: string | null;
   id: number;
   matter: string;
   matter_id: number;
   moved_at: string;
   name: string;
   person_id: number;
   phone_masked: string;
   proxy: string;
   reason: string;
   sex: string;
   state: "check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped";
   state_text: string;
   told_way: string;
  };
  MatterPersonPage: {
   address: string;
   born_on: string | null;
   deadline: string | null;
   done_at: string | null;
   entries: components["schemas"]["MatterEntryOut"][];
   findings: components["schemas"]["FindingOut"][];
   id: number;
   matter: string;
   matter_id: number;
   moved_at: string;
   name: string;
   person_id: number;
   phone_masked: string;
   proxy: string;
   proxy_name: string;
   proxy_phone_masked: string;
   proxy_relation: string;
   reason: string;
   sex: string;
   state: "check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped";
   state_text: string;
   told_way: string;
   verdict: ("in" | "check" | "out") | null;
  };
  MatterProxyIn: {
   name?: string;
   phone?: string;
   relation?: string;
  };
  MatterTellIn: {
   brief?: string;
   text: string;
   title: string;
  };
  MatterTellOut: {
   campaign_id: number;
   people: number;
  };
  MeOut: {
   areas: components["schemas"]["AreaOut"][];
   csrf: string;
   demo?: boolean;
   face: string;
   has_second_factor?: boolean;
   kind: string;
   must_change_password?: boolean;
   name: string;
   permissions: string[];
   person_id?: number | null;
   roles: components["schemas"]["RoleOut"][];
   user_id?: number | null;
  };
  MeasurementFix: {
   reason: string;
   values?: {
    [key: string]: number;
   } | null;
  };
  MeasurementIn: {
   at: string;
   note?: string;
   source?: "doctor" | "staff" | "cabinet" | "self";
   values: {
    [key: string]: number;
   };
  };
  MeasurementOut: {
   at: string;
   id: number;
   note: string;
   recorded_at: string;
   replaced: boolean;
   source: string;
   source_title: string;
   text: string;
   user: string;
   values: {
    [key: string]: number;
   };
   why: string;
   withdrawn: boolean;
  };
  MeasurementPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  MeasuresOut: {
   answered: number;
   asked: number;
   human: number;
   picked: number;
   unhelpful: number;
   wanting: number;
  };
  MemberFilters: {
   q?: string;
   verdict?: "in" | "check" | "out";
  };
  MemberOut: {
   address: string;
   born_on: string | null;
   name: string;
   person_id: number;
   sex: string;
   verdict: string;
   verdict_text: string;
   why: string;
  };
  MemberReportIn: {
   name: string;
   phone?: string;
   post?: string;
   reported_on?: string | null;
   skills?: string;
  };
  MemberReportOut: {
   id: number;
   name: string;
   organisation: string;
   organisation_id: number;
   phone_masked: string;
   post: string;
   reported_on: string;
   skills: string;
  };
  MemberSettleIn: {
   reason: string;
   verdict: "in" | "out";
  };
  MemberWhy: {
   decided_by: string;
   findings: components["schemas"]["FindingOut"][];
   name: string;
   person_id: number;
   reason: string;
   verdict: ("in" | "check" | "out") | null;
   verdict_now: ("in" | "check" | "out") | null;
   verdict_text: string;
  };
  MenuEntry: {
   badge?: number | null;
   path: string;
   title: string;
  };
  MenuGroup: {
   icon: string;
   items: components["schemas"]["MenuEntry"][];
   section: string;
   title: string;
  };
  MergeIn: {
   other_id: number;
  };
  MessageFilters: {
   channel?: ("app" | "sms" | "phone" | "visit") | null;
   q?: string;
   state?: ("planned" | "sent" | "unknown" | "delivered" | "read" | "failed" | "skipped" | "dropped") | null;
  };
  MetricOut: {
   code: string;
   labels?: {
    [key: string]: string;
   };
   title: string;
   unit: string;
  };
  MinePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  MoveIn: {
   home_id: number;
   kind: "owner" | "tenant" | "family" | "guest";
   relation?: string;
   resides?: boolean;
   since?: string | null;
  };
  MovementOut: {
   at: string;
   balance: number;
   by_name: string;
   change: number;
   drug: string;
   id: number;
   kind: string;
   kind_title: string;
   lot: string;
   reason: string;
   second_name: string;
   slot: number;
  };
  MovementPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  MyCaseOut: {
   after: string[];
   before: string[];
   can: string[];
   category: string;
   code: string;
   created_at: string;
   following: boolean;
   id: number;
   needs_me: boolean;
   number: string;
   place: string;
   rating: number | null;
   resolved: boolean | null;
   stage: number;
   text: string;
   timeline: components["schemas"]["CaseHappeningOut"][];
   version: number;
   words: string;
  };
  MyCaseRow: {
   category: string;
   created_at: string;
   following: boolean;
   id: number;
   needs_me: boolean;
   number: string;
   stage: number;
   text: string;
   words: string;
  };
  MyConsentIn: {
   agreed: boolean;
   purpose: components["schemas"]["Purpose"];
  };
  MyPlaceOut: {
   home_id: number;
   title: string;
  };
  MyReminders: {
   coming: components["schemas"]["NextReminder"][];
   rings: components["schemas"]["RingOut"][];
  };
  MySafety: {
   answer_until: string | null;
   away: boolean;
   away_until: string | null;
   away_where: string;
   fell_at: string | null;
  };
  NewKeyOut: {
   expires_at?: string | null;
   id: number;
   key: string;
  };
  NewKind: {
   auto_case?: boolean;
   case_category?: string;
   chain?: components["schemas"]["LevelIn"][];
   code: string;
   enabled?: boolean;
   health?: boolean;
   hold_s?: number;
   immediate?: boolean;
   latched?: boolean;
   plan?: string[];
   severity?: number;
   speech?: string;
   title: string;
  };
  NewPasswordOut: {
   password: string;
  };
  NewUserOut: {
   password: string;
   user: components["schemas"]["UserOut"];
  };
  NewsOut: {
   complete: boolean;
   label: string;
   level: number;
   parameters: components["schemas"]["NewsParameter"][];
   response: string;
   scale: number;
   total: number;
  };
  NewsParameter: {
   at: string | null;
   name: string;
   points: number | null;
   source: string;
   state: "ok" | "stale" | "missing";
   text: string;
   title: string;
  };
  NextReminder: {
   about: string;
   id: number;
   next_at: string;
   text: string;
  };
  NoticeChange: {
   audience_id?: number | null;
   brief?: string;
   document?: string;
   ends_at?: string | null;
   file_ids?: number[];
   html: string;
   kind?: "notice" | "event" | "policy";
   open?: boolean;
   place?: string;
   publish_at?: string | null;
   receipt?: boolean;
   revision: number;
   screen_days?: number;
   seats?: number | null;
   shown_until?: string | null;
   sign_up?: boolean;
   sign_up_until?: string | null;
   source?: string;
   starts_at?: string | null;
   tell?: boolean;
   title: string;
  };
  NoticeFile: {
   id: number;
   name: string;
   size: number;
   type: string;
  };
  NoticeFilters: {
   kind?: "" | "notice" | "event" | "policy";
   state?: "" | "draft" | "review" | "planned" | "published" | "withdrawn";
   text?: string;
  };
  NoticeNew: {
   area_id: number;
   audience_id?: number | null;
   brief?: string;
   document?: string;
   ends_at?: string | null;
   file_ids?: number[];
   html: string;
   kind?: "notice" | "event" | "policy";
   open?: boolean;
   place?: string;
   publish_at?: string | null;
   receipt?: boolean;
   screen_days?: number;
   seats?: number | null;
   shown_until?: string | null;
   sign_up?: boolean;
   sign_up_until?: string | null;
   source?: string;
   starts_at?: string | null;
   tell?: boolean;
   title: string;
  };
  NoticeOut: {
   area: string;
   area_id: number;
   audience_id: number | null;
   brief: string;
   campaign_id: number | null;
   changed_at: string;
   confirmed: number;
   document: string;
   ends_at: string | null;
   files: components["schemas"]["NoticeFile"][];
   html: string;
   id: number;
   kind: string;
   kind_title: string;
   on_show: boolean;
   open: boolean;
   own: boolean;
   pinned_until: string | null;
   place: string;
   publish_at: string | null;
   published_at: string | null;
   read: number;
   receipt: boolean;
   review_note: string;
   reviewed_by: string;
   revision: number;
   screen_days: number;
   seats: number | null;
   shown_until: string | null;
   sign_up: boolean;
   sign_up_until: string | null;
   signed_up: number;
   source: string;
   standing: string;
   starts_at: string | null;
   state: string;
   tell: boolean;
   text: string;
   title: string;
   trouble: string;
   withdrawal: {
    [key: string]: unknown;
   } | null;
   withdrawn_at: string | null;
   within: boolean;
   written_by: string;
  };
  NoticePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  NoticePin: {
   days: number;
  };
  NoticeReading: {
   address: string;
   confirmed_at: string | null;
   id: number;
   name: string;
   read_at: string;
   version: number;
  };
  NoticeReason: {
   reason: string;
  };
  NoticeReview: {
   approve: boolean;
   note?: string;
   revision: number;
  };
  NoticeRow: {
   area: string;
   changed_at: string;
   confirmed: number;
   id: number;
   kind: string;
   kind_title: string;
   on_show: boolean;
   pinned_until: string | null;
   publish_at: string | null;
   published_at: string | null;
   read: number;
   reviewed_by: string;
   signed_up: number;
   standing: string;
   state: string;
   title: string;
   written_by: string;
  };
  NoticeVersionOut: {
   files: components["schemas"]["NoticeFile"][];
   html: string;
   number: number;
   published_at: string;
   reviewed_by: string;
   title: string;
   written_by: string;
  };
  NotificationOut: {
   at: string;
   channel: string;
   channel_title: string;
   error: string;
   name: string;
   reason_title: string;
   seen_at?: string | null;
   sent_at?: string | null;
   state: string;
   state_title: string;
   who: string;
   who_title?: string;
  };
  NumberToCall: {
   phone: string;
  };
  NumbersAsked: {
   by?: "grid" | "category" | "party" | "week";
   format?: "json" | "xlsx";
   since?: string | null;
   until?: string | null;
  };
  OccupancyOut: {
   address: string;
   home_id: number;
   id: number;
   kind: string;
   kind_text: string;
   person_id: number;
   person_name: string;
   reason: string;
   resides: boolean;
   since: string | null;
   until: string | null;
  };
  OftenFalse: {
   alert_id: number;
   device_id?: number | null;
   kind: string;
   kind_title: string;
   rule: string;
   rule_id?: number | null;
   share: number;
   source: string;
   source_title: string;
   suggested_limit?: number | null;
   thing: string;
   total: number;
   wrong: number;
  };
  OkIn: {
   note: string;
  };
  OptOutIn: {
   kinds: string[];
  };
  OptOutKind: {
   kind: string;
   out: boolean;
   title: string;
  };
  OrganisationChange: {
   active?: boolean | null;
   address?: string | null;
   contact_name?: string | null;
   name?: string | null;
   note?: string | null;
   phone?: string | null;
   uscc?: string | null;
  };
  OrganisationFilters: {
   kind?: ("unit" | "social" | "property" | "committee" | "party")[];
   q?: string;
  };
  OrganisationIn: {
   address?: string;
   area_id: number;
   contact_name?: string;
   kind: "unit" | "social" | "property" | "committee" | "party";
   name: string;
   note?: string;
   phone?: string;
   uscc?: string;
  };
  OrganisationOut: {
   active: boolean;
   address: string;
   area: string;
   area_id: number;
   contact_name: string;
   id: number;
   kind: string;
   kind_text: string;
   members: number;
   name: string;
   note: string;
   phone_masked: string;
   uscc: string;
  };
  OrganisationPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  OutageOut: {
   began_at: string;
   ended_at: string | null;
  };
  OverrideIn: {
   clear_limit?: number | null;
   duration_s?: number | null;
   limit?: number | null;
   muted?: boolean;
   tree?: {
    [key: string]: unknown;
   } | null;
  };
  OverrideOut: {
   clear_limit?: number | null;
   device_id: number;
   device_title: string;
   duration_s?: number | null;
   limit?: number | null;
   muted?: boolean;
   tree?: {
    [key: string]: unknown;
   } | null;
  };
  OwnAck: {
   ok?: boolean;
   result?: string | null;
  };
  OwnCommand: {
   code: string;
   id: number;
   params: {
    [key: string]: unknown;
   };
  };
  OwnCommands: {
   commands: components["schemas"]["OwnCommand"][];
  };
  OwnHealth: {
   bindings: components["schemas"]["BindingOut"][];
   consent: components["schemas"]["CareConsent"];
   elder_id: number;
   limits: components["schemas"]["LimitOut"][];
   name: string;
   news2: components["schemas"]["NewsOut"];
   relatives: components["schemas"]["RelativeOut"][];
   values: components["schemas"]["VitalValue"][];
   views: components["schemas"]["OwnView"][];
   vitals: components["schemas"]["VitalSign"][];
  };
  OwnMatter: {
   can_answer: boolean;
   days_left: number | null;
   deadline: string | null;
   for_name: string;
   id: number;
   materials: string[];
   mine: boolean;
   phone: string;
   place: string;
   proxy: string;
   state: "check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped";
   state_text: string;
   steps: string[];
   summary: string;
   title: string;
  };
  OwnMeasurementIn: {
   values: {
    [key: string]: number;
   };
  };
  OwnOut: {
   address: string;
   age: number | null;
   born_on: string | null;
   corrections: components["schemas"]["CorrectionOut"][];
   family: {
    [key: string]: string;
   }[];
   hukou: string;
   id_masked: string;
   name: string;
   phone_masked: string;
   sex: string;
   verified_at: string | null;
  };
  OwnParcel: {
   cell_number: number;
   code: string;
   company: string;
   ended_at: string | null;
   helper: string;
   hours: number;
   id: number;
   overdue: boolean;
   place: string;
   placed_at: string | null;
   state: string;
   words: string;
  };
  OwnReachMessage: {
   at: string;
   emergency: boolean;
   id: number;
   kind: string;
   kind_title: string;
   read_at: string | null;
   ref: string;
   text: string;
   title: string;
  };
  OwnRelativeIn: {
   name: string;
   phone: string;
   relation: string;
   sees?: number;
  };
  OwnView: {
   capacity: string;
   last_at: string;
   part: string;
   times: number;
   viewer: string;
  };
  OwnWaterCard: {
   balance_fen: number;
   id: number;
   lines: components["schemas"]["OwnWaterLine"][];
   low: boolean;
   number: string;
   state: string;
   state_title: string;
  };
  OwnWaterLine: {
   at: string;
   balance_fen: number;
   fen: number;
   kind_title: string;
   note: string;
  };
  Page_AlertOut_: {
   items: components["schemas"]["AlertOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_AudienceOut_: {
   items: components["schemas"]["AudienceOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_AuditRow_: {
   items: components["schemas"]["AuditRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_BatchOut_: {
   items: components["schemas"]["BatchOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_BoardCheckOut_: {
   items: components["schemas"]["BoardCheckOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_BoardRow_: {
   items: components["schemas"]["BoardRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_BoardSheetOut_: {
   items: components["schemas"]["BoardSheetOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_BroadcastRow_: {
   items: components["schemas"]["BroadcastRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_BuildingOut_: {
   items: components["schemas"]["BuildingOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_BulletinOut_: {
   items: components["schemas"]["BulletinOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CallbackDrawOut_: {
   items: components["schemas"]["CallbackDrawOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CallbackRow_: {
   items: components["schemas"]["CallbackRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CampaignRow_: {
   items: components["schemas"]["CampaignRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CampaignTarget_: {
   items: components["schemas"]["CampaignTarget"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CasePressingRow_: {
   items: components["schemas"]["CasePressingRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CaseRow_: {
   items: components["schemas"]["CaseRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ChargeCardOut_: {
   items: components["schemas"]["ChargeCardOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CommandOut_: {
   items: components["schemas"]["CommandOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ConsentOut_: {
   items: components["schemas"]["ConsentOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_CorrectionOut_: {
   items: components["schemas"]["CorrectionOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_DataRequestOut_: {
   items: components["schemas"]["DataRequestOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_DeviceRow_: {
   items: components["schemas"]["DeviceRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_DispensingOut_: {
   items: components["schemas"]["DispensingOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ElderRow_: {
   items: components["schemas"]["ElderRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_EmergencyRow_: {
   items: components["schemas"]["EmergencyRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_EntityOut_: {
   items: components["schemas"]["EntityOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_EntryOut_: {
   items: components["schemas"]["EntryOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_FailedEventOut_: {
   items: components["schemas"]["FailedEventOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_FallRow_: {
   items: components["schemas"]["FallRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_GoalRow_: {
   items: components["schemas"]["GoalRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_GuardRow_: {
   items: components["schemas"]["GuardRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_HomeRow_: {
   items: components["schemas"]["HomeRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_HouseholdRow_: {
   items: components["schemas"]["HouseholdRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ImportRowOut_: {
   items: components["schemas"]["ImportRowOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_JobOut_: {
   items: components["schemas"]["JobOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_KeyRow_: {
   items: components["schemas"]["KeyRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_MatterPersonOut_: {
   items: components["schemas"]["MatterPersonOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_MeasurementOut_: {
   items: components["schemas"]["MeasurementOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_MemberOut_: {
   items: components["schemas"]["MemberOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_MemberReportOut_: {
   items: components["schemas"]["MemberReportOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_MovementOut_: {
   items: components["schemas"]["MovementOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_MyCaseRow_: {
   items: components["schemas"]["MyCaseRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_NoticeReading_: {
   items: components["schemas"]["NoticeReading"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_NoticeRow_: {
   items: components["schemas"]["NoticeRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_OrganisationOut_: {
   items: components["schemas"]["OrganisationOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_PaperOut_: {
   items: components["schemas"]["PaperOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ParcelRow_: {
   items: components["schemas"]["ParcelRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_PersonRow_: {
   items: components["schemas"]["PersonRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_PileOut_: {
   items: components["schemas"]["PileOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_PlayRow_: {
   items: components["schemas"]["PlayRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_PrescriptionOut_: {
   items: components["schemas"]["PrescriptionOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_QuestionOut_: {
   items: components["schemas"]["QuestionOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ReachMessage_: {
   items: components["schemas"]["ReachMessage"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_RefusalOut_: {
   items: components["schemas"]["RefusalOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ReminderOut_: {
   items: components["schemas"]["ReminderOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_RestockOut_: {
   items: components["schemas"]["RestockOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_RevealRow_: {
   items: components["schemas"]["RevealRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ReviewRow_: {
   items: components["schemas"]["ReviewRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_RingRow_: {
   items: components["schemas"]["RingRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_RuleOut_: {
   items: components["schemas"]["RuleOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_SessionRow_: {
   items: components["schemas"]["SessionRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ShownRow_: {
   items: components["schemas"]["ShownRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_SignUpOut_: {
   items: components["schemas"]["SignUpOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_SpotRow_: {
   items: components["schemas"]["SpotRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_TariffOut_: {
   items: components["schemas"]["TariffOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_UserRow_: {
   items: components["schemas"]["UserRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_ViewOut_: {
   items: components["schemas"]["ViewOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_VisitPlanOut_: {
   items: components["schemas"]["VisitPlanOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_VisitRow_: {
   items: components["schemas"]["VisitRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_WaterCardOut_: {
   items: components["schemas"]["WaterCardOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_WaterDrawOut_: {
   items: components["schemas"]["WaterDrawOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_WaterEntryOut_: {
   items: components["schemas"]["WaterEntryOut"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_WebhookDeliveryRow_: {
   items: components["schemas"]["WebhookDeliveryRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Page_WebhookRow_: {
   items: components["schemas"]["WebhookRow"][];
   page: number;
   size: number;
   total: number;
   total_exact?: boolean;
  };
  Paging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  PaperIn: {
   days?: number | null;
   person_id: number;
  };
  PaperLoginIn: {
   code: string;
  };
  PaperOut: {
   area_name: string;
   created_at: string;
   expires_at: string;
   id: number;
   person_id: number;
   person_name: string;
   printed_by: string;
   state: string;
  };
  PaperPrintedOut: {
   code: string;
   expires_at: string;
   id: number;
   person_name: string;
   steps: string[];
  };
  ParameterIn: {
   code: string;
   decimals?: number;
   kind?: "number" | "choice" | "flag" | "text" | "phone";
   labels?: {
    [key: string]: string;
   };
   maximum?: number | null;
   minimum?: number | null;
   required?: boolean;
   title: string;
   unit?: string;
  };
  ParameterOut: {
   code: string;
   decimals: number;
   kind: string;
   labels: {
    [key: string]: string;
   };
   maximum: number | null;
   minimum: number | null;
   required: boolean;
   title: string;
   unit: string;
  };
  ParcelFilters: {
   device_id?: number | null;
   overdue?: boolean;
   q?: string;
   state?: "" | "placing" | "waiting" | "opening" | "picked" | "returned" | "cancelled";
  };
  ParcelNoteOut: {
   actor_name: string;
   at: string;
   text: string;
  };
  ParcelOut: {
   cell_number: number;
   company: string;
   ended_at: string | null;
   helper: string;
   helper_reason: string;
   hours: number;
   how: string;
   id: number;
   locker_name: string;
   notes: components["schemas"]["ParcelNoteOut"][];
   overdue: boolean;
   phone: string;
   placed_at: string | null;
   reminded_h: number;
   state: string;
   state_title: string;
  };
  ParcelRow: {
   cell_number: number;
   company: string;
   ended_at: string | null;
   helper: string;
   helper_reason: string;
   hours: number;
   how: string;
   id: number;
   locker_name: string;
   overdue: boolean;
   phone: string;
   placed_at: string | null;
   reminded_h: number;
   state: string;
   state_title: string;
  };
  PartOut: {
   link: string;
   rows: {
    [key: string]: string;
   }[];
   section: string;
   title: string;
  };
  PasswordAgainIn: {
   password: string;
  };
  PasswordIn: {
   old: string;
   password: string;
  };
  PeopleFilters: {
   age_max?: number | null;
   age_min?: number | null;
   building_id?: number | null;
   lacks?: "" | "id" | "phone" | "birth";
   lives_alone?: boolean | null;
   q?: string;
   sex?: ("男" | "女") | null;
   status?: ("resident" | "tenant" | "away" | "moved" | "dead")[];
   tag_id?: number | null;
  };
  PeoplePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  PeriodIn: {
   end: number;
   energy: number | string;
   name: string;
   service: number | string;
   start: number;
  };
  PeriodOut: {
   end: number;
   energy: string;
   name: string;
   service: string;
   start: number;
  };
  PersonChange: {
   born_on?: string | null;
   hukou?: string | null;
   id_number?: string | null;
   name?: string | null;
   note?: string | null;
   phones?: string[] | null;
   revision?: number | null;
   sex?: ("男" | "女" | "") | null;
   status?: ("resident" | "tenant" | "away") | null;
  };
  PersonChoice: {
   name: string;
   person_id: number;
   place: string;
  };
  PersonDataOut: {
   made_at: string;
   parts: components["schemas"]["PersonDataPart"][];
   person_id: number;
   person_name: string;
  };
  PersonDataPart: {
   rows: {
    [key: string]: unknown;
   }[];
   title: string;
  };
  PersonIn: {
   area_id: number;
   born_on?: string | null;
   home_id?: number | null;
   hukou?: string;
   id_number?: string;
   kind?: "owner" | "tenant" | "family" | "guest";
   name: string;
   note?: string;
   phones?: string[];
   relation?: string;
   sex?: "男" | "女" | "";
  };
  PersonOut: {
   address: string;
   age: number | null;
   area_id: number;
   born_on: string | null;
   contacts: components["schemas"]["ContactOut"][];
   estate_id: number;
   home_id: number | null;
   household_id: number | null;
   hukou: string;
   id: number;
   id_doubtful_masked: string;
   id_masked: string;
   lives_alone: boolean;
   name: string;
   note: string;
   occupancies: components["schemas"]["OccupancyOut"][];
   phone_masked: string;
   relation: string;
   revision: number;
   sex: string;
   status: string;
   status_text: string;
   tag_list: components["schemas"]["PersonTagOut"][];
   tags: string;
   updated_at: string;
   verified_at: string | null;
  };
  PersonRequestIn: {
   reason: string;
  };
  PersonRow: {
   address: string;
   age: number | null;
   born_on: string | null;
   home_id: number | null;
   id: number;
   id_masked: string;
   lives_alone: boolean;
   name: string;
   phone_masked: string;
   sex: string;
   status: string;
   status_text: string;
   tags: string;
  };
  PersonTagOut: {
   name: string;
   review_on: string | null;
   since: string;
   source: string;
   tag_id: number;
  };
  PhoneIn: {
   phone: string;
  };
  PhoneLoginIn: {
   code: string;
   phone: string;
  };
  PickIn: {
   entry_id: number;
  };
  PickupIn: {
   drug_id: number;
   quantity?: number;
  };
  PickupOut: {
   code: string;
   until: string;
  };
  PictureOut: {
   choices: {
    [key: string]: string;
   }[];
   fields: string[];
   letters: string[];
   rows: components["schemas"]["PictureRow"][];
   sheet: string;
   titles: string[];
  };
  PictureRow: {
   cells: string[];
   kind: "title" | "header" | "data";
   line: number;
  };
  PileFilters: {
   q?: string;
   state?: "" | "offline" | "Available" | "Charging" | "Faulted" | "Unavailable";
  };
  PileOut: {
   about: components["schemas"]["PointOut"] | null;
   accepted: boolean;
   area_id: number;
   area_name: string;
   connected: boolean;
   connectors: components["schemas"]["ConnectorOut"][];
   id: number;
   name: string;
   number: string;
   place: string;
  };
  PlaceParcelIn: {
   company?: string;
   phone: string;
   size?: "S" | "M" | "L";
  };
  PlanCheck: {
   degrees: boolean;
   features: components["schemas"]["PlanFeature"][];
   matched: number;
   missing: string[];
   notes: string[];
   twice: string[];
   unknown: string[];
   unnamed: number;
  };
  PlanCollection: {
   features: components["schemas"]["PlanFeature"][];
   type: "FeatureCollection";
  };
  PlanFeature: {
   geometry: {
    [key: string]: unknown;
   };
   properties: components["schemas"]["PlanProperties"];
   type: "Feature";
  };
  PlanOut: {
   area: string;
   area_id: number;
   origin?: [
    number,
    number
   ] | null;
   plan: components["schemas"]["PlanCollection"];
   version: number;
  };
  PlanProperties: {
   building?: number | null;
   kind: string;
   name?: string;
   note?: string;
   width?: number | null;
  };
  PlanRestore: {
   version: number;
  };
  PlanRow: {
   area: string;
   area_id: number;
   buildings: number;
   drawn: number;
   file: string;
   made_at: string | null;
   version: number;
  };
  PlanStepOut: {
   done: boolean;
   done_at?: string | null;
   done_by?: string;
   step: number;
   text: string;
  };
  PlayFilters: {
   device_id?: number | null;
   since?: string | null;
   state?: "" | "waiting" | "accepted" | "playing" | "paused" | "played" | "skipped" | "missed" | "failed" | "withdrawn";
   until?: string | null;
  };
  PlayPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  PlayRow: {
   broadcast_id: number;
   device_id: number;
   device_name: string;
   device_place: string;
   ended_at: string | null;
   id: number;
   made_up: boolean;
   overrides_hours: boolean;
   play_at: string;
   reason: string;
   started_at: string | null;
   state: string;
   state_title: string;
   title: string;
   urgent: boolean;
   volume: number;
  };
  PlaySteps: {
   device_id: number;
   device_name: string;
   device_place: string;
   ended_at: string | null;
   id: number;
   made_up: boolean;
   overrides_hours: boolean;
   reason: string;
   started_at: string | null;
   state: string;
   state_title: string;
   steps: components["schemas"]["StepOut"][];
   volume: number;
  };
  PlaylistItem: {
   ends_at: string;
   from_time: string | null;
   id: number;
   kind: string;
   on_air: boolean;
   own: boolean;
   seconds: number;
   starts_at: string;
   text: string;
   to_time: string | null;
   weekdays: number[];
  };
  PointOut: {
   booted_at: string | null;
   clock_off_s: number;
   diagnostics_status: string;
   firmware: string;
   firmware_status: string;
   heard_at: string | null;
   model_name: string;
   serial: string;
   vendor: string;
  };
  PolicyOut: {
   max_length: number;
   min_length: number;
   text: string;
  };
  PrescribedIn: {
   drug_id: number;
   quantity: number;
   usage?: string;
  };
  PrescriptionCheck: {
   doctor: string;
   hospital: string;
   issued_on: string;
   lines: components["schemas"]["PrescribedIn"][];
   valid_until: string;
  };
  PrescriptionLineOut: {
   drug: string;
   drug_id: number;
   left: number;
   quantity: number;
   usage: string;
  };
  PrescriptionOut: {
   checked_at: string | null;
   checked_by: string;
   created_at: string;
   doctor: string;
   elder_id: number;
   hospital: string;
   id: number;
   issued_on: string | null;
   lines: components["schemas"]["PrescriptionLineOut"][];
   name: string;
   photo_url: string;
   reason: string;
   state: string;
   state_title: string;
   valid_until: string | null;
  };
  PresetOut: {
   device_type: string;
   enabled: boolean;
   kind: string;
   listed: boolean;
   scope: "device" | "home" | "person";
   title: string;
   tree: {
    [key: string]: unknown;
   };
  };
  PressingPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  ProfileOut: {
   parts: components["schemas"]["PartOut"][];
   person: components["schemas"]["CardOut"];
  };
  ProgrammeIn: {
   active?: boolean | null;
   area_id: number;
   audio?: number | null;
   repeats?: number | null;
   starts_on?: string | null;
   text?: string;
   times: string[];
   title: string;
   until?: string | null;
   weekdays: number[];
   zone_ids?: number[] | null;
  };
  ProgrammeOut: {
   active: boolean;
   actor_name: string;
   area_id: number;
   area_name: string;
   id: number;
   next_at: string | null;
   recording_id: number | null;
   repeats: number;
   starts_on: string;
   text: string;
   times: string[];
   title: string;
   until: string | null;
   weekdays: number[];
   zones: components["schemas"]["ZoneName"][];
  };
  ProgrammePatch: {
   active?: boolean | null;
   audio?: number | null;
   repeats?: number | null;
   starts_on?: string | null;
   text?: string | null;
   times?: string[] | null;
   title?: string | null;
   until?: string | null;
   weekdays?: number[] | null;
   zone_ids?: number[] | null;
  };
  ProgressOut: {
   done: number;
   note: string;
   rest_seconds: number | null;
   total: number;
  };
  PublicDispenser: {
   fen_per_litre: number;
   id: number;
   metres: number | null;
   name: string;
   online: boolean | null;
   place: string;
   water: components["schemas"]["WaterNow"];
  };
  Purpose: "basic" | "health" | "camera" | "sms";
  PurposeOut: {
   agreed: boolean;
   purpose: string;
   since?: string | null;
   title: string;
   wording: string;
  };
  PushAck: {
   code?: number;
   errmsg?: string;
   msg?: string;
   result?: number;
  };
  QuestionOut: {
   area_id: number;
   area_name: string;
   at: string;
   case_id: number | null;
   case_number: string;
   channel_title: string;
   entry_question?: string;
   helpful: boolean | null;
   id: number;
   outcome: string;
   outcome_title: string;
   settled: string;
   settled_by: string;
   settled_title: string;
   sure: number;
   text: string;
   wanting: boolean;
  };
  QuestionPageOut: {
   area_id: number;
   area_name: string;
   at: string;
   case_id: number | null;
   case_number: string;
   channel_title: string;
   conversation: components["schemas"]["LineOut"][];
   entry_question?: string;
   helpful: boolean | null;
   id: number;
   likely: components["schemas"]["ChoiceOut"][];
   outcome: string;
   outcome_title: string;
   reply: string;
   settled: string;
   settled_by: string;
   settled_title: string;
   sure: number;
   text: string;
   wanting: boolean;
  };
  QuestionPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  Quick: {
   count: number;
   p50_s?: number | null;
   p90_s?: number | null;
  };
  ReachMessage: {
   address?: string;
   cause: string;
   channel: string;
   channel_title: string;
   delivered_at: string | null;
   done_by: string;
   id: number;
   name?: string;
   person_id: number;
   planned_at: string;
   read_at: string | null;
   round: number;
   sent_at: string | null;
   state: string;
   state_title: string;
   tries: number;
  };
  ReasonIn: {
   reason: string;
  };
  ReasonOut: {
   points: number;
   text: string;
  };
  RecallLine: {
   address: string;
   elder_id: number;
   name: string;
   quantity: number;
   taken_at: string;
  };
  RecallReason: {
   reason: string;
  };
  RecordingOut: {
   id: number;
   name: string;
   seconds: number;
  };
  RecoveryCodesOut: {
   codes: string[];
  };
  RefusalFilters: {
   days?: number;
   reason?: string;
   sender?: string;
  };
  RefusalOut: {
   advice: string;
   count: number;
   day: string;
   detail: string;
   last_ms: number;
   reason: string;
   sender: string;
   title: string;
  };
  RefusalPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  RelationIn: {
   person_id: number;
   relation: string;
  };
  RelativeIn: {
   consent_on?: string | null;
   name: string;
   order?: number;
   phone: string;
   relation: string;
   sees?: number;
   way?: "paper" | "spoken";
  };
  RelativeOut: {
   consent_on: string;
   ended_at: string | null;
   ended_by: string;
   id: number;
   name: string;
   order: number;
   phone_masked: string;
   relation: string;
   sees: number;
   sees_title: string;
   way_title: string;
  };
  ReminderIn: {
   about?: "medicine" | "checkup" | "other";
   at_night?: boolean;
   channel?: "speaker" | "sms" | "page";
   device_id?: number | null;
   every_days?: number;
   repeat?: "daily" | "weekdays" | "every" | "once";
   starts_on?: string | null;
   text: string;
   times: string[];
   until?: string | null;
   weekdays?: number[];
  };
  ReminderNew: {
   about?: "medicine" | "checkup" | "other";
   at_night?: boolean;
   channel?: "speaker" | "sms" | "page";
   device_id?: number | null;
   elder_id: number;
   every_days?: number;
   repeat?: "daily" | "weekdays" | "every" | "once";
   starts_on?: string | null;
   text: string;
   times: string[];
   until?: string | null;
   weekdays?: number[];
  };
  ReminderOut: {
   about?: "medicine" | "checkup" | "other";
   about_title: string;
   active: boolean;
   at_night?: boolean;
   channel?: "speaker" | "sms" | "page";
   channel_title: string;
   device?: string;
   device_id?: number | null;
   elder_id: number;
   every_days?: number;
   id: number;
   made_by: string;
   name: string;
   next_at: string | null;
   repeat?: "daily" | "weekdays" | "every" | "once";
   starts_on?: string | null;
   text: string;
   times: string[];
   until?: string | null;
   weekdays?: number[];
  };
  Removed: {
   ok?: boolean;
  };
  ReportIn: {
   at: number;
   nth: number;
   play: number;
   reason?: string;
   second?: number;
   what: "accepted" | "started" | "paused" | "resumed" | "cut" | "finished" | "skipped" | "failed" | "cancelled";
  };
  ReportsIn: {
   reports: components["schemas"]["ReportIn"][];
  };
  ReportsOut: {
   taken: number;
  };
  ResendIn: {
   ids?: number[];
  };
  ResidentLoginOut: {
   me?: components["schemas"]["MeOut"] | null;
   people?: components["schemas"]["PersonChoice"][];
   ticket?: string;
  };
  RestockIn: {
   lines: components["schemas"]["RestockLineIn"][];
  };
  RestockLineIn: {
   expires_on: string;
   lot: string;
   quantity: number;
   slot: number;
  };
  RestockLineOut: {
   expires_on: string;
   lot: string;
   quantity: number;
   slot: number;
  };
  RestockOut: {
   cabinet: string;
   cabinet_id: number;
   ended_at: string | null;
   ended_by: string;
   id: number;
   lines: components["schemas"]["RestockLineOut"][];
   made_at: string;
   made_by: string;
   made_by_id: number;
   state: string;
   state_title: string;
  };
  RetireIn: {
   reason: string;
  };
  RevealIn: {
   field: string;
   id: number;
   model: string;
   reason: string;
  };
  RevealOut: {
   value: string;
  };
  RevealRow: {
   actor_name: string;
   at: string;
   field: string;
   id: number;
   reason: string;
   target: string;
  };
  ReviewIn: {
   keep: boolean;
   review_on?: string | null;
  };
  ReviewRow: {
   address: string;
   person_id: number;
   person_name: string;
   review_on: string;
   since: string;
   tag: string;
   tag_id: number;
  };
  RingOut: {
   about: string;
   channel_title: string;
   confirmed_at?: string | null;
   due_at: string;
   id: number;
   problem: string;
   state: string;
   state_title: string;
   text: string;
  };
  RingPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  RingRow: {
   about: string;
   channel_title: string;
   confirmed_at?: string | null;
   due_at: string;
   elder_id: number;
   id: number;
   name: string;
   problem: string;
   state: string;
   state_title: string;
   text: string;
  };
  RoleOut: {
   area_id: number;
   area_name: string;
   role: string;
   title: string;
  };
  RoleTitle: {
   key: string;
   rank: number;
   title: string;
  };
  RollArea: {
   area_id: number;
   kind: string;
   name: string;
  };
  RollColumn: {
   id: string;
   title: string;
   unit: string;
  };
  RollOut: {
   area: components["schemas"]["RollArea"] | null;
   columns: components["schemas"]["RollColumn"][];
   own: {
    [key: string]: number;
   } | null;
   rows: components["schemas"]["RollRow"][];
   total: {
    [key: string]: number;
   };
   way: components["schemas"]["RollArea"][];
  };
  RollRow: {
   area_id: number;
   kind: string;
   name: string;
   numbers: {
    [key: string]: number;
   };
  };
  RoundStop: {
   address: string;
   alert_id: number | null;
   due_on: string;
   elder_id: number;
   id: number;
   last_at: string | null;
   late_days: number;
   level: number;
   level_title: string;
   name: string;
   person_id: number;
   phone_masked: string;
   reason: string;
   way: string;
   way_title: string;
  };
  RowFilters: {
   code?: string;
   kind?: "" | "doubt" | "duplicate";
   level?: "" | "error" | "warning";
   open_only?: boolean;
  };
  RuleChoice: {
   label: string;
   value: string;
  };
  RuleCount: {
   count: number;
   text: string;
   unknown: number;
  };
  RuleDetail: {
   area: string;
   area_id: number;
   clear_limit?: number | null;
   device_type: string;
   duration_s?: number;
   enabled?: boolean;
   ends?: string | null;
   false_count?: number;
   form: "threshold" | "event" | "offline" | "tree";
   form_title: string;
   id: number;
   kind: string;
   kind_title: string;
   limit?: number | null;
   listed?: boolean;
   max_gap_s?: number;
   metric?: string;
   operator?: "" | ">" | ">=" | "<" | "<=" | "==" | "!=";
   over_count?: number;
   override_count?: number;
   overrides: components["schemas"]["OverrideOut"][];
   pending_count?: number;
   raised_count?: number;
   scope?: "device" | "home" | "person";
   severity?: number | null;
   starts?: string | null;
   title: string;
   tree?: {
    [key: string]: unknown;
   } | null;
   updated_at: string;
   weekdays?: number[];
  };
  RuleDeviceType: {
   code: string;
   events: components["schemas"]["MetricOut"][];
   metrics: components["schemas"]["MetricOut"][];
   title: string;
  };
  RuleDraftIn: {
   basis?: string;
   basis_url?: string;
   examples?: components["schemas"]["Example"][];
   tree: {
    [key: string]: unknown;
   };
   valid_from: string;
  };
  RuleFieldOut: {
   choices: components["schemas"]["RuleChoice"][];
   field: string;
   kind: "number" | "date" | "choice" | "names" | "text" | "yes";
   most: number;
   ops: string[];
   title: string;
   unit: string;
   yes_no: string[];
  };
  RuleFilters: {
   device_type?: string | null;
   enabled?: boolean | null;
   form?: string | null;
   kind?: string | null;
   q?: string;
  };
  RuleIn: {
   area_id: number;
   rule: {
    [key: string]: unknown;
   };
  };
  RuleNew: {
   area_id: number;
   basis?: string;
   basis_url?: string;
   examples?: components["schemas"]["Example"][];
   name: string;
   note?: string;
   tree: {
    [key: string]: unknown;
   };
   valid_from: string;
  };
  RuleOut: {
   area: string;
   area_id: number;
   clear_limit?: number | null;
   device_type: string;
   duration_s?: number;
   enabled?: boolean;
   ends?: string | null;
   false_count?: number;
   form: "threshold" | "event" | "offline" | "tree";
   form_title: string;
   id: number;
   kind: string;
   kind_title: string;
   limit?: number | null;
   listed?: boolean;
   max_gap_s?: number;
   metric?: string;
   operator?: "" | ">" | ">=" | "<" | "<=" | "==" | "!=";
   over_count?: number;
   override_count?: number;
   pending_count?: number;
   raised_count?: number;
   scope?: "device" | "home" | "person";
   severity?: number | null;
   starts?: string | null;
   title: string;
   tree?: {
    [key: string]: unknown;
   } | null;
   updated_at: string;
   weekdays?: number[];
  };
  RulePaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  RuleStateOut: {
   device_id?: number | null;
   device_title: string;
   due_at?: string | null;
   last_at?: string | null;
   last_value?: number | null;
   late: number;
   pending_since?: string | null;
   raised_at?: string | null;
   subject: string;
  };
  RuleVersionOut: {
   basis: string;
   basis_url: string;
   examples: components["schemas"]["Example"][];
   id: number;
   number: number;
   published_at: string | null;
   published_by: string;
   state: "draft" | "published";
   state_text: string;
   text: string;
   tree: {
    [key: string]: unknown;
   };
   valid_from: string;
  };
  ScopeFilters: {
   role?: string;
  };
  ScopeOut: {
   id: string;
   section: string;
   title: string;
  };
  ScreenIn: {
   area_id: number;
   days?: number | null;
   title: string;
  };
  ScreenKeyIn: {
   key: string;
  };
  SearchFilter: {
   q?: string;
  };
  SeesIn: {
   sees: number;
  };
  SensorOut: {
   device: string;
   device_id: number;
   known: boolean;
   last_seen_at: string | null;
   last_sign_at: string | null;
   online: boolean | null;
   type: string;
   type_title: string;
  };
  SessionFilters: {
   device_id?: number | null;
   q?: string;
   since?: string | null;
   state?: "" | "starting" | "running" | "ended" | "failed";
   until?: string | null;
  };
  SessionOut: {
   address?: string | null;
   created_at: string;
   current: boolean;
   device: string;
   id: number;
   last_seen_at: string;
   method: string;
  };
  SessionPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  SessionRow: {
   asked_at: string;
   connector: number;
   cost_fen: number;
   device_id: number;
   ended_at: string | null;
   energy_wh: number;
   id: number;
   name: string;
   note: string;
   number: string;
   power_w: number;
   provisional: boolean;
   reason_title: string;
   source_title: string;
   started_at: string | null;
   state: string;
   state_title: string;
   who: string;
  };
  SetTag: {
   review_on?: string | null;
   tag_id: number;
  };
  ShareIn: {
   helper: string;
   phone: string;
  };
  SheetCorrection: {
   columns?: {
    [key: string]: string;
   } | null;
   header?: number[] | null;
   use?: boolean | null;
  };
  SheetOut: {
   columns: {
    [key: string]: string;
   };
   header: number[] | null;
   labels: string[];
   missing: string[];
   name: string;
   rows: number;
   used: boolean;
   why: string;
  };
  ShelfCabinet: {
   drugs: components["schemas"]["ShelfDrug"][];
   id: number;
   name: string;
   place: string;
  };
  ShelfDrug: {
   advice: string;
   id: number;
   most: number;
   name: string;
   prescribed: number;
   prescription_only: boolean;
   price_fen: number;
   spec: string;
   stocked: boolean;
   unit: string;
  };
  ShiftIn: {
   area_id: number;
   ends: string;
   first_id: number;
   holiday?: boolean;
   second_id?: number | null;
   starts: string;
   title: string;
   weekdays?: number[];
  };
  ShiftOut: {
   area: string;
   area_id: number;
   ends: string;
   first: string;
   first_id: number;
   holiday?: boolean;
   id: number;
   second?: string;
   second_id?: number | null;
   starts: string;
   title: string;
   weekdays?: number[];
  };
  ShownNotice: {
   area: string;
   brief: string;
   confirmed: boolean;
   document: string;
   ends_at: string | null;
   files: components["schemas"]["NoticeFile"][];
   html: string;
   id: number;
   kind: string;
   kind_title: string;
   my_people: number;
   my_state: string;
   pinned: boolean;
   place: string;
   published_at: string;
   read: boolean;
   receipt: boolean;
   seats_left: number | null;
   sign_up: boolean;
   sign_up_until: string | null;
   source: string;
   starts_at: string | null;
   text: string;
   title: string;
   version: number;
  };
  ShownRow: {
   area: string;
   brief: string;
   confirmed: boolean;
   ends_at: string | null;
   id: number;
   kind: string;
   kind_title: string;
   my_state: string;
   pinned: boolean;
   place: string;
   published_at: string;
   read: boolean;
   receipt: boolean;
   starts_at: string | null;
   title: string;
  };
  SignUpIn: {
   note?: string;
   people?: number;
  };
  SignUpOut: {
   address: string;
   at: string;
   came: boolean | null;
   id: number;
   name: string;
   note: string;
   people: number;
   state: string;
   state_title: string;
  };
  SilenceIn: {
   area_id: number;
   closes?: string | null;
   device_id?: number | null;
   ends_at: string;
   kind?: string;
   opens?: string | null;
   reason: string;
   starts_at: string;
   weekdays?: number[];
  };
  SilenceOut: {
   area: string;
   area_id: number;
   author?: string;
   closes?: string | null;
   device_id?: number | null;
   ends_at: string;
   id: number;
   kind?: string;
   kind_title?: string;
   lifted_at?: string | null;
   opens?: string | null;
   reason: string;
   source_title: string;
   starts_at: string;
   state: "waiting" | "holding" | "ended";
   weekdays: number[];
  };
  SilenceSourceIn: {
   reason: string;
   until: string;
  };
  SlotIn: {
   drug_id?: number | null;
   low_at?: number;
  };
  SlotOut: {
   drug: string;
   drug_id: number | null;
   id: number;
   low_at: number;
   number: number;
   prescription_only: boolean;
   stocks: components["schemas"]["DrugStockOut"][];
   unit: string;
  };
  SmsOut: {
   at: string;
   id: string;
   parts: number;
   phone: string;
   text: string;
  };
  SmsSettle: {
   note?: string;
   outcome: "delivered" | "failed" | "again";
  };
  SourceCreated: {
   area: string;
   area_id: number;
   code: string;
   enabled: boolean;
   id: number;
   last_event_at?: string | null;
   refused: number;
   secret: string;
   title: string;
  };
  SourceIn: {
   area_id: number;
   code: string;
   title: string;
  };
  SourceOut: {
   area: string;
   area_id: number;
   code: string;
   enabled: boolean;
   id: number;
   last_event_at?: string | null;
   refused: number;
   title: string;
  };
  SourceSwitch: {
   enabled: boolean;
  };
  SpeakerOut: {
   id: number;
   name: string;
   place: string;
  };
  SpeechIn: {
   text: string;
  };
  SpeechOut: {
   content_type: string;
   pinyin: string;
   seconds: number;
   sound: string;
   words: string;
  };
  SpotConnectorOut: {
   free: boolean;
   number: number;
   title: string;
  };
  SpotOut: {
   connected: boolean;
   connectors: components["schemas"]["SpotConnectorOut"][];
   mine: number | null;
   name: string;
   number: string;
   period: string;
   periods: components["schemas"]["PeriodOut"][];
   place: string;
   price: string;
  };
  SpotRow: {
   connected: boolean;
   connectors: components["schemas"]["SpotConnectorOut"][];
   name: string;
   number: string;
   place: string;
  };
  StaffOut: {
   id: number;
   name: string;
  };
  StaffStartIn: {
   connector: number;
   holder?: string;
  };
  StandingIn: {
   allergies?: string[];
   blood_group?: string;
   conditions?: string[];
   medications?: string[];
   note?: string;
   on_oxygen?: boolean | null;
   revision: number;
   spo2_scale?: 1 | 2;
  };
  StandingOut: {
   allergies: string[];
   blood_group: string;
   changed_at: string | null;
   changed_by: string;
   conditions: string[];
   medications: string[];
   note: string;
   on_oxygen: boolean | null;
   revision: number;
   spo2_scale: number;
  };
  StartIn: {
   connector: number;
   number: string;
  };
  StepOut: {
   at: string;
   reason: string;
   second: number;
   title: string;
   what: string;
  };
  SwapIn: {
   on: string;
   reason?: string;
   shift_id: number;
   slot?: "first" | "second";
   user_id: number;
  };
  SwapOut: {
   area: string;
   id: number;
   on: string;
   planned?: string;
   reason?: string;
   shift: string;
   shift_id: number;
   slot?: "first" | "second";
   user: string;
   user_id: number;
  };
  TagChange: {
   note?: string | null;
   review_days?: number | null;
   rule?: {
    [key: string]: unknown;
   } | null;
  };
  TagIn: {
   area_id: number;
   name: string;
   note?: string;
   review_days?: number | null;
   rule?: {
    [key: string]: unknown;
   } | null;
  };
  TagOut: {
   area: string;
   area_id: number;
   count: number;
   evaluated_at: string | null;
   id: number;
   name: string;
   note: string;
   review_days: number | null;
   rule: {
    [key: string]: unknown;
   } | null;
   rule_text: string;
  };
  TakeInIn: {
   name: string;
   number?: string;
   place?: string;
   type_code?: string;
  };
  TargetFilters: {
   area_id?: number | null;
   channel?: ("app" | "sms" | "phone" | "visit" | "none") | null;
   q?: string;
   state?: ("waiting" | "reached" | "written_off") | null;
  };
  TargetStory: {
   messages: components["schemas"]["ReachMessage"][];
   target: components["schemas"]["CampaignTarget"];
  };
  TariffIn: {
   area_id: number;
   ends_on?: string | null;
   periods: components["schemas"]["PeriodIn"][];
   starts_on: string;
   title: string;
  };
  TariffOut: {
   area_id: number;
   area_name: string;
   ends_on: string | null;
   id: number;
   periods: components["schemas"]["PeriodOut"][];
   starts_on: string;
   title: string;
  };
  TeachIn: {
   entry_id: number;
   words?: string;
  };
  ThingMemberIn: {
   code: string;
   decimals?: number;
   kind?: "property" | "event" | "command";
   labels?: {
    [key: string]: string;
   };
   maximum?: number | null;
   minimum?: number | null;
   parameters?: components["schemas"]["ParameterIn"][];
   title: string;
   unit?: string;
  };
  ThingMemberOut: {
   code: string;
   decimals: number;
   kind: string;
   labels: {
    [key: string]: string;
   };
   maximum: number | null;
   minimum: number | null;
   parameters: components["schemas"]["ParameterOut"][];
   title: string;
   unit: string;
  };
  TickIn: {
   at?: string | null;
   key: string;
   note?: string;
   result: "told" | "family" | "no_answer" | "wrong" | "refused" | "moved" | "died";
  };
  TileOut: {
   column: "left" | "middle" | "right";
   data?: unknown;
   id: string;
   order: number;
   title: string;
  };
  TimedCount: {
   accept: components["schemas"]["Quick"];
   count: number;
   end: components["schemas"]["Quick"];
   ended: number;
   name: string;
   share: number;
   wrong: number;
  };
  TodoOut: {
   detail: string;
   due_at: string | null;
   link: string;
   overdue: boolean;
   section: string;
   section_key: string;
   title: string;
   urgent: boolean;
  };
  TopUpIn: {
   fen: number;
   note?: string;
  };
  TotpConfirmIn: {
   code: string;
  };
  TotpStartOut: {
   qr_svg: string;
   uri: string;
  };
  TrialDevice: {
   count: number;
   device_id: number;
   saved: components["schemas"]["TrialSpan"][];
   saved_count: number;
   spans: components["schemas"]["TrialSpan"][];
   title: string;
  };
  TrialIn: {
   after?: number;
   days?: number;
   rule: components["schemas"]["AlertRuleIn"];
   rule_id?: number | null;
  };
  TrialLimit: {
   count: number;
   limit: number;
  };
  TrialOut: {
   found: components["schemas"]["TryOut"][];
   threshold: number;
  };
  TrialPart: {
   after?: number | null;
   covered: number;
   devices: components["schemas"]["TrialDevice"][];
   limits: components["schemas"]["TrialLimit"][];
   looked: number;
   messages: number;
   per_day: {
    [key: string]: number;
   };
   real: components["schemas"]["TrialReal"];
   since: string;
   told: boolean;
   until: string;
  };
  TrialReal: {
   count?: number;
   false?: number;
  };
  TrialSpan: {
   at: string;
   ended_at?: string | null;
   value?: number | null;
  };
  TryIn: {
   area_id: number;
   text: string;
  };
  TryOut: {
   answered: boolean;
   entry_id: number;
   question: string;
   sure: number | null;
  };
  Tuning: {
   causes: components["schemas"]["FalseCause"][];
   sources: components["schemas"]["OftenFalse"][];
  };
  TurnOut: {
   area: string;
   changed: boolean;
   ends_at: string;
   first: string;
   second: string;
   shift: string;
   shift_id: number;
   starts_at: string;
  };
  UnknownSms: {
   cause: string;
   claimed_at: string | null;
   id: number;
   names: string;
   phone_masked: string;
   state: string;
  };
  UserEditIn: {
   name?: string | null;
   phone?: string | null;
  };
  UserFilters: {
   area_id?: number | null;
   is_active?: boolean | null;
   kind?: string;
   q?: string;
   role?: string;
  };
  UserIn: {
   area_id: number;
   name: string;
   phone?: string;
   role: string;
   username: string;
  };
  UserOut: {
   created_at: string;
   editable: boolean;
   has_second_factor: boolean;
   holdings: components["schemas"]["HoldingOut"][];
   id: number;
   is_active: boolean;
   kind: string;
   kind_title: string;
   last_login?: string | null;
   name: string;
   phone: string;
   roles: string[];
   username: string;
  };
  UserPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  UserRow: {
   id: number;
   is_active: boolean;
   kind_title: string;
   last_login?: string | null;
   name: string;
   phone: string;
   roles: string[];
   username: string;
  };
  VerifyOut: {
   broken_at?: string | null;
   broken_id?: number | null;
   entries: number;
   last_hash: string;
   whole: boolean;
  };
  ViewOut: {
   at: string;
   capacity: string;
   last_at: string;
   part: string;
   times: number;
   viewer: string;
  };
  ViewPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  VisitAnswers: {
   body?: ("good" | "unwell" | "ill") | null;
   home?: ("gas" | "electric" | "floor" | "cold" | "fire")[];
   meals?: ("good" | "poor") | null;
   medicine?: ("taken" | "missed" | "none") | null;
   spirit?: ("good" | "low" | "confused") | null;
  };
  VisitCoverage: {
   areas: components["schemas"]["VisitCoverageArea"][];
   since: string;
   until: string;
  };
  VisitCoverageArea: {
   area: string;
   area_id: number;
   done: number;
   due: number;
   elders: number;
   in_time: number;
   late: number;
   missed: number;
   reached: number;
  };
  VisitFilters: {
   elder_id?: number | null;
   level?: number | null;
   q?: string;
   since?: string | null;
   state?: ("due" | "late" | "done" | "missed" | "skipped") | null;
   until?: string | null;
  };
  VisitNew: {
   alert_id?: number | null;
   due_on: string;
   elder_id: number;
   reason?: string;
   way?: "home" | "phone";
  };
  VisitOut: {
   address: string;
   alert_id?: number | null;
   answered: boolean;
   answers: {
    [key: string]: unknown;
   };
   area: string;
   case_id?: number | null;
   case_number: string;
   distance_m?: number | null;
   done_at?: string | null;
   done_by?: string;
   due_on: string;
   elder_id: number;
   escalated_at: string | null;
   id: number;
   late: boolean;
   level: number;
   level_title?: string;
   name: string;
   note: string;
   photos: string[];
   proof: string;
   proof_title?: string;
   reason: string;
   received_at: string | null;
   state: string;
   state_title?: string;
   way: string;
   way_title: string;
  };
  VisitPaging: {
   columns?: string;
   format?: "json" | "xlsx";
   page?: number;
   size?: number;
   sort?: string;
  };
  VisitPhotoOut: {
   id: number;
   url: string;
  };
  VisitPlanIn: {
   every_days?: number | null;
   way?: "home" | "phone";
  };
  VisitPlanOut: {
   area: string;
   elder_id: number;
   every_days: number;
   fixed: boolean;
   level: number;
   level_title?: string;
   name: string;
   next_on: string;
   way: string;
   way_title: string;
  };
  VisitReportIn: {
   alert_result?: string;
   answered?: boolean;
   answers?: components["schemas"]["VisitAnswers"];
   at: string;
   case_text?: string;
   code?: string;
   key: string;
   measured?: {
    [key: string]: number;
   };
   note?: string;
   photos?: number[];
   spot?: components["schemas"]["VisitSpot"] | null;
   way?: "home" | "phone";
  };
  VisitRow: {
   address: string;
   alert_id?: number | null;
   answered: boolean;
   area: string;
   case_id?: number | null;
   case_number: string;
   distance_m?: number | null;
   done_at?: string | null;
   done_by?: string;
   due_on: string;
   elder_id: number;
   id: number;
   late: boolean;
   level: number;
   level_title?: string;
   name: string;
   note: string;
   proof: string;
   proof_title?: string;
   reason: string;
   state: string;
   state_title?: string;
   way: string;
   way_title: string;
  };
  VisitSkipIn: {
   reason: string;
  };
  VisitSpot: {
   accuracy?: number;
   lat: number;
   lon: number;
  };
  VitalCurve: {
   band: (number | null)[][];
   limits: {
    [key: string]: number | null;
   };
   points: components["schemas"]["VitalPoint"][];
   since: string;
   title: string;
   unit: string;
   until: string;
   vital: string;
  };
  VitalPoint: {
   at: string;
   source: string;
   value: number;
  };
  VitalSign: {
   code: string;
   decimals: number;
   high: number;
   low: number;
   title: string;
   unit: string;
  };
  VitalValue: {
   at: string;
   outside: boolean;
   source: string;
   text: string;
   title: string;
   value: number;
   vital: string;
  };
  WallFilters: {
   type_code?: string;
  };
  WallTile: {
   category: string;
   id: number;
   last_seen_at: string | null;
   name: string;
   number: string;
   online: boolean | null;
   place: string;
   type_code: string;
   type_title: string;
   where: string;
  };
  WardenOut: {
   handover: string;
   name: string;
   since: string;
   until: string | null;
  };
  WarningOut: {
   area_text: string;
   description: string;
   drill: boolean;
   event: string;
   expires: string;
   headline: string;
   id: number;
   instruction: string;
   over: boolean;
   sent: string;
   severity: string;
   severity_title: string;
  };
  WaterCardFilters: {
   low?: boolean;
   q?: string;
   state?: "" | "active" | "lost" | "closed";
  };
  WaterCardIn: {
   area_id: number;
   fen?: number;
   holder?: string;
   number: string;
   person_id?: number | null;
  };
  WaterCardOut: {
   area_name: string;
   balance_fen: number;
   created_at: string;
   holder: string;
   id: number;
   number: string;
   person_id: number | null;
   state: string;
   state_title: string;
  };
  WaterDrawOut: {
   allowed_ml: number;
   asked_at: string;
   card_number: string;
   fen: number;
   id: number;
   ml: number;
   reason: string;
   state: string;
   state_title: string;
  };
  WaterEntryOut: {
   actor_name: string;
   at: string;
   balance_fen: number;
   fen: number;
   id: number;
   kind: string;
   kind_title: string;
   note: string;
  };
  WaterNow: {
   at: string | null;
   dispensed: number | null;
   filter_life: number | null;
   filter_words: string;
   kind: "ok" | "warn" | "muted";
   mean: number | null;
   tds: number | null;
   words: string;
  };
  WaterUseOut: {
   day: string;
   draws: number;
   fen: number;
   ml: number;
  };
  Way: "online" | "paper" | "spoken";
  WayCounts: {
   channel: string;
   delivered: number;
   dropped: number;
   failed: number;
   left: number;
   planned: number;
   reached: number;
   read: number;
   sent: number;
   skipped: number;
   title: string;
   unknown: number;
  };
  WebhookDeliveryRow: {
   again: boolean;
   body: string;
   created_at: string;
   due_at?: string | null;
   error: string;
   id: number;
   kind: string;
   kind_title: string;
   message_id: string;
   reply: string;
   state: string;
   state_title: string;
   status?: number | null;
   tried_at?: string | null;
   tries: number;
  };
  WebhookEditIn: {
   kinds: string[];
   title: string;
   url: string;
  };
  WebhookIn: {
   area_id: number;
   kinds: string[];
   title: string;
   url: string;
  };
  WebhookKindOut: {
   kind: string;
   section: string;
   title: string;
  };
  WebhookRow: {
   active: boolean;
   area_id: number;
   area_name: string;
   created_at: string;
   delivered_at?: string | null;
   failing_since?: string | null;
   id: number;
   kind_titles: string[];
   kinds: string[];
   next_at?: string | null;
   old_until?: string | null;
   state: string;
   stopped_why: string;
   title: string;
   url: string;
   waiting: number;
  };
  WebhookSecretOut: {
   id: number;
   old_until?: string | null;
   secret: string;
  };
  WishIn: {
   cabinet_id: number;
   drug_id: number;
   key: string;
   quantity?: number;
  };
  WithdrawIn: {
   reason?: string;
  };
  WithdrawnOut: {
   out: number;
   read: number;
   stopped: number;
  };
  ZoneIn: {
   area_id: number;
   device_ids?: number[] | null;
   name: string;
   urgent_volume?: number | null;
   volumes?: number[] | null;
  };
  ZoneName: {
   id: number;
   name: string;
  };
  ZoneOut: {
   area_id: number;
   area_name: string;
   devices: components["schemas"]["ZoneSpeaker"][];
   id: number;
   name: string;
   urgent_volume: number;
   volumes: number[];
  };
  ZonePatch: {
   device_ids?: number[] | null;
   name?: string | null;
   urgent_volume?: number | null;
   volumes?: number[] | null;
  };
  ZoneSpeaker: {
   id: number;
   name: string;
   online: boolean | null;
   place: string;
  };
 };
 responses: never;
 parameters: never;
 requestBodies: never;
 headers: never;
 pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
 administration_list_keys: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_KeyRow_"];
    };
   };
  };
 };
 administration_make_key: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["KeyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NewKeyOut"];
    };
   };
  };
 };
 administration_key_scopes: {
  parameters: {
   query?: {
    role?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ScopeOut"][];
    };
   };
  };
 };
 administration_revoke_key: {
  parameters: {
   path: {
    key_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_list_audit: {
  parameters: {
   query?: {
    action?: string;
    actor_id?: number | null;
    actor?: string;
    target_model?: string;
    target_id?: string;
    area_id?: number | null;
    since?: string | null;
    until?: string | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_AuditRow_"];
    };
   };
  };
 };
 administration_verify_audit: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VerifyOut"];
    };
   };
  };
 };
 administration_list_backups: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BackupOut"][];
    };
   };
  };
 };
 administration_start_backup: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["JobStartedOut"];
    };
   };
  };
 };
 administration_list_consents: {
  parameters: {
   query?: {
    person_id?: number | null;
    purpose?: string;
    in_force?: boolean | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ConsentOut_"];
    };
   };
  };
 };
 administration_record_consent: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ConsentIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ConsentOut"];
    };
   };
  };
 };
 administration_withdraw_consent: {
  parameters: {
   path: {
    consent_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_list_data_requests: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_DataRequestOut_"];
    };
   };
  };
 };
 administration_demo_sms: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SmsOut"][];
    };
   };
  };
 };
 administration_list_failed_events: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_FailedEventOut_"];
    };
   };
  };
 };
 administration_resend_events: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ResendIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CountOut"];
    };
   };
  };
 };
 administration_givable_roles: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GivableOut"][];
    };
   };
  };
 };
 administration_health: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HealthOut"];
    };
   };
  };
 };
 administration_list_jobs: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_JobOut_"];
    };
   };
  };
 };
 administration_login: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["LoginIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LoginOut"];
    };
   };
  };
 };
 administration_logout: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_me: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MeOut"];
    };
   };
  };
 };
 administration_change_password: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PasswordIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_my_sessions: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SessionOut"][];
    };
   };
  };
 };
 administration_end_other_sessions: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_end_session: {
  parameters: {
   path: {
    session_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_confirm_totp: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["TotpConfirmIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RecoveryCodesOut"];
    };
   };
  };
 };
 administration_switch_off_totp: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PasswordAgainIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_start_totp: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PasswordAgainIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TotpStartOut"];
    };
   };
  };
 };
 administration_my_consents: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PurposeOut"][];
    };
   };
  };
 };
 administration_set_my_consent: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["MyConsentIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PurposeOut"][];
    };
   };
  };
 };
 administration_list_paper_codes: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_PaperOut_"];
    };
   };
  };
 };
 administration_print_paper_code: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PaperIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PaperPrintedOut"];
    };
   };
  };
 };
 administration_revoke_paper_code: {
  parameters: {
   path: {
    code_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_password_policy: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PolicyOut"];
    };
   };
  };
 };
 administration_erase_person: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EraseIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_export_person: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["PersonRequestIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonDataOut"];
    };
   };
  };
 };
 administration_choose_person: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ChooseIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ResidentLoginOut"];
    };
   };
  };
 };
 administration_ask_code: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PhoneIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CodeAskedOut"];
    };
   };
  };
 };
 administration_resident_login: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PhoneLoginIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ResidentLoginOut"];
    };
   };
  };
 };
 administration_paper_login: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PaperLoginIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ResidentLoginOut"];
    };
   };
  };
 };
 administration_reveal: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["RevealIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RevealOut"];
    };
   };
  };
 };
 administration_list_reveals: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_RevealRow_"];
    };
   };
  };
 };
 administration_screen_login: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ScreenKeyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LoginOut"];
    };
   };
  };
 };
 administration_list_screens: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_KeyRow_"];
    };
   };
  };
 };
 administration_make_screen: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ScreenIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NewKeyOut"];
    };
   };
  };
 };
 administration_revoke_screen: {
  parameters: {
   path: {
    screen_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_list_users: {
  parameters: {
   query?: {
    q?: string;
    role?: string;
    area_id?: number | null;
    kind?: string;
    is_active?: boolean | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_UserRow_"];
    };
   };
  };
 };
 administration_create_user: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["UserIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NewUserOut"];
    };
   };
  };
 };
 administration_read_user: {
  parameters: {
   path: {
    user_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["UserOut"];
    };
   };
  };
 };
 administration_edit_user: {
  parameters: {
   path: {
    user_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["UserEditIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["UserOut"];
    };
   };
  };
 };
 administration_disable_user: {
  parameters: {
   path: {
    user_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["UserOut"];
    };
   };
  };
 };
 administration_enable_user: {
  parameters: {
   path: {
    user_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["UserOut"];
    };
   };
  };
 };
 administration_reset_password: {
  parameters: {
   path: {
    user_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NewPasswordOut"];
    };
   };
  };
 };
 administration_give_role: {
  parameters: {
   path: {
    user_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["HoldingIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["UserOut"];
    };
   };
  };
 };
 administration_take_role: {
  parameters: {
   path: {
    user_id: number;
    holding_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_list_webhooks: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_WebhookRow_"];
    };
   };
  };
 };
 administration_make_webhook: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["WebhookIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookSecretOut"];
    };
   };
  };
 };
 administration_webhook_kinds: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookKindOut"][];
    };
   };
  };
 };
 administration_read_webhook: {
  parameters: {
   path: {
    webhook_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookRow"];
    };
   };
  };
 };
 administration_remove_webhook: {
  parameters: {
   path: {
    webhook_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Done"];
    };
   };
  };
 };
 administration_change_webhook: {
  parameters: {
   path: {
    webhook_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["WebhookEditIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookRow"];
    };
   };
  };
 };
 administration_list_deliveries: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    webhook_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_WebhookDeliveryRow_"];
    };
   };
  };
 };
 administration_send_again: {
  parameters: {
   path: {
    webhook_id: number;
    delivery_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookDeliveryRow"];
    };
   };
  };
 };
 administration_ping_webhook: {
  parameters: {
   path: {
    webhook_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookDeliveryRow"];
    };
   };
  };
 };
 administration_rotate_webhook: {
  parameters: {
   path: {
    webhook_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookSecretOut"];
    };
   };
  };
 };
 administration_start_webhook: {
  parameters: {
   path: {
    webhook_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookRow"];
    };
   };
  };
 };
 administration_stop_webhook: {
  parameters: {
   path: {
    webhook_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WebhookRow"];
    };
   };
  };
 };
 alerts_list_alerts: {
  parameters: {
   query?: {
    status?: ("live" | "open" | "accepted" | "handling" | "resolved" | "false_alarm" | "closed") | null;
    kind?: string | null;
    severity?: number | null;
    area?: number | null;
    device?: number | null;
    mine?: boolean;
    q?: string;
    since?: string | null;
    until?: string | null;
    fold?: boolean;
    cause?: number | null;
    group?: number | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_AlertOut_"];
    };
   };
  };
 };
 alerts_alert_counts: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertCounts"];
    };
   };
  };
 };
 alerts_get_alert: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_accept_alert: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_accept_alert_group: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_alert_to_case: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AlertText"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_alert_curve: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertCurve"];
    };
   };
  };
 };
 alerts_false_alarm: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["FalseAlarmIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_handle_alert: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AlertText"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_resolve_alert: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AlertResult"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_see_alert: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 alerts_silence_alert_source: {
  parameters: {
   path: {
    alert_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["SilenceSourceIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SilenceOut"];
    };
   };
  };
 };
 alerts_tick_step: {
  parameters: {
   path: {
    alert_id: number;
    step: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_untick_step: {
  parameters: {
   path: {
    alert_id: number;
    step: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertDetail"];
    };
   };
  };
 };
 alerts_on_duty: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DutyOut"][];
    };
   };
  };
 };
 alerts_note_absence: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["AbsenceIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AbsenceOut"];
    };
   };
  };
 };
 alerts_cancel_absence: {
  parameters: {
   path: {
    absence_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 alerts_duty_calendar: {
  parameters: {
   query: {
    area: number;
    since?: string | null;
    days?: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DutyDay"][];
    };
   };
  };
 };
 alerts_duty_changes: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DutyChanges"];
    };
   };
  };
 };
 alerts_list_handovers: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HandoverOut"][];
    };
   };
  };
 };
 alerts_write_handover: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["HandoverIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HandoverOut"];
    };
   };
  };
 };
 alerts_confirm_handover: {
  parameters: {
   path: {
    handover_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HandoverOut"];
    };
   };
  };
 };
 alerts_swap_duty: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["SwapIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SwapOut"];
    };
   };
  };
 };
 alerts_cancel_swap: {
  parameters: {
   path: {
    swap_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 alerts_take_event: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["EventIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EventTaken"];
    };
   };
  };
 };
 alerts_list_fences: {
  parameters: {
   query?: {
    rule_id?: number | null;
    person_id?: number | null;
    q?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FenceOut"][];
    };
   };
  };
 };
 alerts_list_inhibitions: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["InhibitionOut"][];
    };
   };
  };
 };
 alerts_create_inhibition: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["InhibitionIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["InhibitionOut"];
    };
   };
  };
 };
 alerts_delete_inhibition: {
  parameters: {
   path: {
    inhibition_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 alerts_list_kinds: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["KindOut"][];
    };
   };
  };
 };
 alerts_create_kind: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["NewKind"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["KindOut"];
    };
   };
  };
 };
 alerts_update_kind: {
  parameters: {
   path: {
    kind_code: string;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["KindIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["KindOut"];
    };
   };
  };
 };
 alerts_list_rules: {
  parameters: {
   query?: {
    form?: string | null;
    kind?: string | null;
    device_type?: string | null;
    enabled?: boolean | null;
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_RuleOut_"];
    };
   };
  };
 };
 alerts_create_rule: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["AlertRuleIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleDetail"];
    };
   };
  };
 };
 alerts_rule_device_types: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleDeviceType"][];
    };
   };
  };
 };
 alerts_rule_presets: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PresetOut"][];
    };
   };
  };
 };
 alerts_try_rule: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["TrialIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TrialPart"];
    };
   };
  };
 };
 alerts_get_rule: {
  parameters: {
   path: {
    rule_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleDetail"];
    };
   };
  };
 };
 alerts_update_rule: {
  parameters: {
   path: {
    rule_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AlertRuleIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleDetail"];
    };
   };
  };
 };
 alerts_delete_rule: {
  parameters: {
   path: {
    rule_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 alerts_set_fence: {
  parameters: {
   path: {
    rule_id: number;
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["FenceIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FenceOut"][];
    };
   };
  };
 };
 alerts_remove_fence: {
  parameters: {
   path: {
    rule_id: number;
    person_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FenceOut"][];
    };
   };
  };
 };
 alerts_set_override: {
  parameters: {
   path: {
    rule_id: number;
    device_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["OverrideIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleDetail"];
    };
   };
  };
 };
 alerts_remove_override: {
  parameters: {
   path: {
    rule_id: number;
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleDetail"];
    };
   };
  };
 };
 alerts_rule_states: {
  parameters: {
   path: {
    rule_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleStateOut"][];
    };
   };
  };
 };
 alerts_list_shifts: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShiftOut"][];
    };
   };
  };
 };
 alerts_create_shift: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ShiftIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShiftOut"];
    };
   };
  };
 };
 alerts_shift_candidates: {
  parameters: {
   query: {
    area: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CandidateOut"][];
    };
   };
  };
 };
 alerts_update_shift: {
  parameters: {
   path: {
    shift_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ShiftIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShiftOut"];
    };
   };
  };
 };
 alerts_delete_shift: {
  parameters: {
   path: {
    shift_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 alerts_list_silences: {
  parameters: {
   query?: {
    past?: boolean;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SilenceOut"][];
    };
   };
  };
 };
 alerts_create_silence: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["SilenceIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SilenceOut"];
    };
   };
  };
 };
 alerts_lift_silence: {
  parameters: {
   path: {
    silence_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SilenceOut"];
    };
   };
  };
 };
 alerts_list_sources: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SourceOut"][];
    };
   };
  };
 };
 alerts_create_source: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["SourceIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SourceCreated"];
    };
   };
  };
 };
 alerts_switch_source: {
  parameters: {
   path: {
    source_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["SourceSwitch"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SourceOut"];
    };
   };
  };
 };
 alerts_alert_statistics: {
  parameters: {
   query?: {
    since?: string | null;
    until?: string | null;
    within?: number | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AlertStatistics"];
    };
   };
  };
 };
 alerts_alert_tuning: {
  parameters: {
   query?: {
    since?: string | null;
    until?: string | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Tuning"];
    };
   };
  };
 };
 cases_read_board: {
  parameters: {
   query?: {
    category?: string;
    source?: "" | "resident" | "grid" | "patrol" | "alert" | "hotline" | "walk_in" | "board" | "open311" | "chat";
    text?: string;
    overdue?: boolean;
    urgent?: boolean;
    mine?: boolean;
    waiting?: boolean;
    area_id?: number | null;
    since?: string | null;
    until?: string | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseColumnOut"][];
    };
   };
  };
 };
 cases_list_board_keepers: {
  parameters: {
   query?: {
    area_id?: number | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardKeeperOut"][];
    };
   };
  };
 };
 cases_list_boards: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_BoardRow_"];
    };
   };
  };
 };
 cases_add_board: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["BoardNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardOut"];
    };
   };
  };
 };
 cases_read_notice_board: {
  parameters: {
   path: {
    board_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardOut"];
    };
   };
  };
 };
 cases_change_board: {
  parameters: {
   path: {
    board_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BoardChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardOut"];
    };
   };
  };
 };
 cases_list_board_answers: {
  parameters: {
   path: {
    board_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardReadyOut"][];
    };
   };
  };
 };
 cases_list_board_checks: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    board_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_BoardCheckOut_"];
    };
   };
  };
 };
 cases_check_board: {
  parameters: {
   path: {
    board_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BoardCheckIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardCheckOut"];
    };
   };
  };
 };
 cases_list_board_sheets: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    board_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_BoardSheetOut_"];
    };
   };
  };
 };
 cases_make_board_sheet: {
  parameters: {
   path: {
    board_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BoardSheetIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardSheetOut"];
    };
   };
  };
 };
 cases_list_callbacks: {
  parameters: {
   query?: {
    state?: "" | "waiting" | "reached" | "written_off" | "dropped";
    kind?: "" | "phone" | "visit";
    mine?: boolean;
    redone?: boolean;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CallbackRow_"];
    };
   };
  };
 };
 cases_list_draws: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CallbackDrawOut_"];
    };
   };
  };
 };
 cases_read_summary: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CallbackSummaryOut"];
    };
   };
  };
 };
 cases_read_callback: {
  parameters: {
   path: {
    callback_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CallbackRow"];
    };
   };
  };
 };
 cases_list_askers: {
  parameters: {
   path: {
    callback_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CallbackAskerOut"][];
    };
   };
  };
 };
 cases_assign: {
  parameters: {
   path: {
    callback_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CallbackAssignIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CallbackRow"];
    };
   };
  };
 };
 cases_reveal_callback_contact: {
  parameters: {
   path: {
    callback_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseRevealIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseContactOut"];
    };
   };
  };
 };
 cases_record_outcome: {
  parameters: {
   path: {
    callback_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CallbackOutcomeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CallbackRow"];
    };
   };
  };
 };
 cases_list_cases: {
  parameters: {
   query?: {
    category?: string;
    source?: "" | "resident" | "grid" | "patrol" | "alert" | "hotline" | "walk_in" | "board" | "open311" | "chat";
    text?: string;
    overdue?: boolean;
    urgent?: boolean;
    mine?: boolean;
    waiting?: boolean;
    area_id?: number | null;
    since?: string | null;
    until?: string | null;
    state?: string;
    of?: string;
    slice?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CaseRow_"];
    };
   };
  };
 };
 cases_report_case: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseReportIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseReceiptOut"];
    };
   };
  };
 };
 cases_read_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_accept_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAcceptIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_allow_extension: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAnswerIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_ask_void: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseReasonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_ask_assistance: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAssistIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_report_assistance: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseHandleIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_call_off_assistance: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAssistOffIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_reveal_contact: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseRevealIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseContactOut"];
    };
   };
  };
 };
 cases_dispatch_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseDispatchIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_ask_extension: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseExtendIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_follow_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseFollowIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseFollowedOut"];
    };
   };
  };
 };
 cases_follow_case_for: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseFollowForIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseFollowedOut"];
    };
   };
  };
 };
 cases_handle_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseHandleIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_keep_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAnswerIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_merge_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseMergeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_note_on_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseNoteIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_object_to_dispatch: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseReasonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_overrule_objection: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAnswerIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_list_parties: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CasePartyOut"][];
    };
   };
  };
 };
 cases_list_photo_places: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CasePhotoPlaceOut"][];
    };
   };
  };
 };
 cases_reassign: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseReassignIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_redispatch_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseRedispatchIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_redo_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseDisputeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_refuse_extension: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAnswerIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_reject_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseRejectIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_reopen_case_for: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseReasonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_resume_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseResumeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_return_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseReasonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_read_slip: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseSlipOut"];
    };
   };
  };
 };
 cases_print_slip: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 cases_split_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseReasonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_read_suggestion: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseSuggestionOut"];
    };
   };
  };
 };
 cases_suspend_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseSuspendIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_take_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseTakeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_uphold_objection: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAnswerIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_urge: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseUrgeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_verify_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseVerifyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_void_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAnswerIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseOut"];
    };
   };
  };
 };
 cases_list_categories: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseCategoryOut"][];
    };
   };
  };
 };
 cases_add_category: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseCategoryNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseCategoryOut"];
    };
   };
  };
 };
 cases_change_category: {
  parameters: {
   path: {
    category_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseCategoryIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseCategoryOut"];
    };
   };
  };
 };
 cases_enter_case: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseEntryIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseSlipOut"];
    };
   };
  };
 };
 cases_list_twins: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseLikelyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseTwinOut"][];
    };
   };
  };
 };
 cases_read_here: {
  parameters: {
   query: {
    place: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseHereOut"];
    };
   };
  };
 };
 cases_list_ladders: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseLaddersOut"];
    };
   };
  };
 };
 cases_set_levels: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseLadderIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseLaddersOut"];
    };
   };
  };
 };
 cases_drop_levels: {
  parameters: {
   path: {
    ladder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseLaddersOut"];
    };
   };
  };
 };
 cases_list_likely: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseLikelyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseLikelyOut"][];
    };
   };
  };
 };
 cases_read_measures: {
  parameters: {
   query?: {
    since?: string | null;
    until?: string | null;
    by?: "grid" | "category" | "party" | "week";
    format?: "json" | "xlsx";
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseNumbersOut"];
    };
   };
  };
 };
 cases_list_mine: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_MyCaseRow_"];
    };
   };
  };
 };
 cases_read_mine: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyCaseOut"];
    };
   };
  };
 };
 cases_append_to_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseAppendIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyCaseOut"];
    };
   };
  };
 };
 cases_confirm_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseConfirmIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyCaseOut"];
    };
   };
  };
 };
 cases_dispute_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseDisputeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyCaseOut"];
    };
   };
  };
 };
 cases_read_photo: {
  parameters: {
   path: {
    case_id: number;
    photo_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 cases_rate_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseConfirmIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyCaseOut"];
    };
   };
  };
 };
 cases_reopen_case: {
  parameters: {
   path: {
    case_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseDisputeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyCaseOut"];
    };
   };
  };
 };
 cases_read_sound: {
  parameters: {
   path: {
    case_id: number;
    sound_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 cases_upload_photo: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     area_id?: number | null;
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CasePhotoOut"];
    };
   };
  };
 };
 cases_print_place_codes: {
  parameters: {
   query?: {
    area_id?: number | null;
    building_id?: number | null;
   };
  };
  responses: {
   200: {
   };
  };
 };
 cases_list_places: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyPlaceOut"][];
    };
   };
  };
 };
 cases_read_progress: {
  parameters: {
   query: {
    number: string;
   };
   header: {
    "Query-Code": string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseProgressOut"];
    };
   };
  };
 };
 cases_print_progress_list: {
  parameters: {
   query?: {
    area_id?: number | null;
    building_id?: number | null;
   };
  };
  responses: {
   200: {
   };
  };
 };
 cases_rate_progress: {
  parameters: {
   header: {
    "Query-Code": string;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseRatingIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseProgressOut"];
    };
   };
  };
 };
 cases_list_rule_areas: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseRuleAreaOut"][];
    };
   };
  };
 };
 cases_read_rules: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseRuleBookOut"];
    };
   };
  };
 };
 cases_save_rule_list: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseRulesIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseRuleBookOut"];
    };
   };
  };
 };
 cases_list_rule_choices: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseRuleChoicesOut"];
    };
   };
  };
 };
 cases_try_rules: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CaseDryRunIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseDryRunOut"];
    };
   };
  };
 };
 cases_post_board_sheet: {
  parameters: {
   path: {
    sheet_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BoardPostIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BoardSheetOut"];
    };
   };
  };
 };
 cases_print_board_sheet: {
  parameters: {
   path: {
    sheet_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 cases_upload_sound: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     area_id?: number | null;
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseSoundOut"];
    };
   };
  };
 };
 cases_list_pressing: {
  parameters: {
   query?: {
    only?: "" | "late" | "near";
    level?: number | null;
    category?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CasePressingRow_"];
    };
   };
  };
 };
 cases_try_limits: {
  parameters: {
   query?: {
    category?: string;
    limit_days?: number;
    urgent_days?: number;
    urgent_hours?: number | null;
    months?: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CaseWhatIfOut"];
    };
   };
  };
 };
 devices_mark_locker_cell: {
  parameters: {
   path: {
    cell_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MarkCellIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CellOut"];
    };
   };
  };
 };
 devices_open_locker_cell: {
  parameters: {
   path: {
    cell_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ReasonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CellOut"];
    };
   };
  };
 };
 devices_list_cards: {
  parameters: {
   query?: {
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ChargeCardOut_"];
    };
   };
  };
 };
 devices_make_card: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CardIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ChargeCardOut"];
    };
   };
  };
 };
 devices_change_card: {
  parameters: {
   path: {
    card_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CardIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ChargeCardOut"];
    };
   };
  };
 };
 devices_block_card: {
  parameters: {
   path: {
    card_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BlockIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ChargeCardOut"];
    };
   };
  };
 };
 devices_list_my_charging: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_SessionRow_"];
    };
   };
  };
 };
 devices_start_charging: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["StartIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ChargeSessionOut"];
    };
   };
  };
 };
 devices_read_my_charging: {
  parameters: {
   path: {
    session_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ChargeSessionOut"];
    };
   };
  };
 };
 devices_stop_my_charging: {
  parameters: {
   path: {
    session_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ChargeSessionOut"];
    };
   };
  };
 };
 devices_list_piles: {
  parameters: {
   query?: {
    q?: string;
    state?: "" | "offline" | "Available" | "Charging" | "Faulted" | "Unavailable";
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_PileOut_"];
    };
   };
  };
 };
 devices_read_pile: {
  parameters: {
   path: {
    pile_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PileOut"];
    };
   };
  };
 };
 devices_admit_pile: {
  parameters: {
   path: {
    pile_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AdmissionIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PileOut"];
    };
   };
  };
 };
 devices_start_for_somebody: {
  parameters: {
   path: {
    pile_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["StaffStartIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ChargeSessionOut"];
    };
   };
  };
 };
 devices_list_charge_sessions: {
  parameters: {
   query?: {
    q?: string;
    state?: "" | "starting" | "running" | "ended" | "failed";
    device_id?: number | null;
    since?: string | null;
    until?: string | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_SessionRow_"];
    };
   };
  };
 };
 devices_read_charge_session: {
  parameters: {
   path: {
    session_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ChargeSessionOut"];
    };
   };
  };
 };
 devices_close_charge_session: {
  parameters: {
   path: {
    session_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ChargeCloseIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ChargeSessionOut"];
    };
   };
  };
 };
 devices_stop_charge_session: {
  parameters: {
   path: {
    session_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ChargeSessionOut"];
    };
   };
  };
 };
 devices_list_spots: {
  parameters: {
   query?: {
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_SpotRow_"];
    };
   };
  };
 };
 devices_read_spot: {
  parameters: {
   path: {
    pile_number: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SpotOut"];
    };
   };
  };
 };
 devices_list_tariffs: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_TariffOut_"];
    };
   };
  };
 };
 devices_make_tariff: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["TariffIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["TariffOut"];
    };
   };
  };
 };
 devices_change_tariff: {
  parameters: {
   path: {
    tariff_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["TariffIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TariffOut"];
    };
   };
  };
 };
 devices_withdraw_command: {
  parameters: {
   path: {
    command_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CommandOut"];
    };
   };
  };
 };
 devices_list_devices: {
  parameters: {
   query?: {
    q?: string;
    type_code?: string;
    presence?: "" | "online" | "offline" | "never";
    status?: "" | "active" | "retired";
    area_id?: number | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_DeviceRow_"];
    };
   };
  };
 };
 devices_register_device: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["DeviceNew"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["DeviceKeyOut"];
    };
   };
  };
 };
 devices_read_device: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceOut"];
    };
   };
  };
 };
 devices_edit_device: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["DevicePatch"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceOut"];
    };
   };
  };
 };
 devices_list_command_offers: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CommandOffer"][];
    };
   };
  };
 };
 devices_list_commands: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CommandOut_"];
    };
   };
  };
 };
 devices_send_command: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CommandIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["CommandOut"];
    };
   };
  };
 };
 devices_read_connection: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceConnectionOut"];
    };
   };
  };
 };
 devices_read_curve: {
  parameters: {
   query: {
    metric: string;
    since?: string | null;
    until?: string | null;
   };
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceCurveOut"];
    };
   };
  };
 };
 devices_list_device_events: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceEventOut"][];
    };
   };
  };
 };
 devices_issue_key: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceKeyOut"];
    };
   };
  };
 };
 devices_read_label: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceLabelOut"];
    };
   };
  };
 };
 devices_export_readings: {
  parameters: {
   query?: {
    format?: "csv" | "parquet";
    since?: string | null;
    until?: string | null;
   };
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 devices_restore_device: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceOut"];
    };
   };
  };
 };
 devices_retire_device: {
  parameters: {
   path: {
    device_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["RetireIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceOut"];
    };
   };
  };
 };
 devices_list_entities: {
  parameters: {
   query?: {
    state?: "" | "found" | "taken" | "ignored";
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_EntityOut_"];
    };
   };
  };
 };
 devices_ignore_entity: {
  parameters: {
   path: {
    entity_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EntityOut"];
    };
   };
  };
 };
 devices_take_in_entity: {
  parameters: {
   path: {
    entity_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["TakeInIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["DeviceRow"];
    };
   };
  };
 };
 devices_ingest: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": {
     seq?: number | null;
     t?: number | string | null;
     v: {
      [key: string]: number | boolean;
     };
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["IngestOut"];
    };
   };
  };
 };
 devices_list_lamp_groups: {
  parameters: {
   query?: {
    area_id?: number | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LampGroupRow"][];
    };
   };
  };
 };
 devices_add_lamp_group: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["LampGroupIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["LampGroupOut"];
    };
   };
  };
 };
 devices_read_lamp_group: {
  parameters: {
   path: {
    group_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LampGroupOut"];
    };
   };
  };
 };
 devices_remove_lamp_group: {
  parameters: {
   path: {
    group_id: number;
   };
  };
  responses: {
   204: {
   };
  };
 };
 devices_edit_lamp_group: {
  parameters: {
   path: {
    group_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["LampGroupPatch"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LampGroupOut"];
    };
   };
  };
 };
 devices_read_lamp_energy: {
  parameters: {
   query?: {
    by?: "day" | "month";
   };
   path: {
    group_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LampEnergyOut"][];
    };
   };
  };
 };
 devices_override_lamp_group: {
  parameters: {
   path: {
    group_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["LampOverrideIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LampGroupOut"];
    };
   };
  };
 };
 devices_resume_lamp_group: {
  parameters: {
   path: {
    group_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LampGroupOut"];
    };
   };
  };
 };
 devices_list_lockers: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LockerRow"][];
    };
   };
  };
 };
 devices_read_locker_statistics: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LockerStatistics"];
    };
   };
  };
 };
 devices_read_locker: {
  parameters: {
   path: {
    locker_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LockerOut"];
    };
   };
  };
 };
 devices_add_locker_cells: {
  parameters: {
   path: {
    locker_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CellsIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["LockerOut"];
    };
   };
  };
 };
 devices_place_parcel: {
  parameters: {
   path: {
    locker_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["PlaceParcelIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ParcelRow"];
    };
   };
  };
 };
 devices_fetch_commands: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnCommands"];
    };
   };
  };
 };
 devices_acknowledge_command: {
  parameters: {
   path: {
    command_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["OwnAck"];
   };
  };
  responses: {
   204: {
   };
  };
 };
 devices_list_parcels: {
  parameters: {
   query?: {
    q?: string;
    state?: "" | "placing" | "waiting" | "opening" | "picked" | "returned" | "cancelled";
    overdue?: boolean;
    device_id?: number | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ParcelRow_"];
    };
   };
  };
 };
 devices_list_own_parcels: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnParcel"][];
    };
   };
  };
 };
 devices_share_own_parcel: {
  parameters: {
   path: {
    parcel_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ShareIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnParcel"];
    };
   };
  };
 };
 devices_read_parcel: {
  parameters: {
   path: {
    parcel_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ParcelOut"];
    };
   };
  };
 };
 devices_fetch_parcel: {
  parameters: {
   path: {
    parcel_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["FetchIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ParcelRow"];
    };
   };
  };
 };
 devices_return_parcel: {
  parameters: {
   path: {
    parcel_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ReasonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ParcelRow"];
    };
   };
  };
 };
 devices_list_refusals: {
  parameters: {
   query?: {
    days?: number;
    sender?: string;
    reason?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_RefusalOut_"];
    };
   };
  };
 };
 devices_list_types: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceTypeOut"][];
    };
   };
  };
 };
 devices_save_type: {
  parameters: {
   path: {
    code: string;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["DeviceTypeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DeviceTypeOut"];
    };
   };
  };
 };
 devices_read_wall: {
  parameters: {
   query?: {
    type_code?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WallTile"][];
    };
   };
  };
 };
 devices_list_dispensers: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DispenserRow"][];
    };
   };
  };
 };
 devices_list_water_cards: {
  parameters: {
   query?: {
    q?: string;
    state?: "" | "active" | "lost" | "closed";
    low?: boolean;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_WaterCardOut_"];
    };
   };
  };
 };
 devices_issue_water_card: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["WaterCardIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["WaterCardOut"];
    };
   };
  };
 };
 devices_list_water_entries: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    card_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_WaterEntryOut_"];
    };
   };
  };
 };
 devices_change_water_card: {
  parameters: {
   path: {
    card_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CardStepIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WaterCardOut"];
    };
   };
  };
 };
 devices_top_up_water_card: {
  parameters: {
   path: {
    card_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["TopUpIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WaterCardOut"];
    };
   };
  };
 };
 devices_list_own_water_cards: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnWaterCard"][];
    };
   };
  };
 };
 devices_lose_own_water_card: {
  parameters: {
   path: {
    card_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnWaterCard"];
    };
   };
  };
 };
 devices_list_public_water: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PublicDispenser"][];
    };
   };
  };
 };
 devices_read_dispenser: {
  parameters: {
   path: {
    dispenser_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DispenserOut"];
    };
   };
  };
 };
 devices_list_water_draws: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    dispenser_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_WaterDrawOut_"];
    };
   };
  };
 };
 devices_log_filter_change: {
  parameters: {
   path: {
    dispenser_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["FilterChangeIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["FilterChangeOut"];
    };
   };
  };
 };
 devices_set_dispenser: {
  parameters: {
   path: {
    dispenser_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["DispenserLimits"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DispenserOut"];
    };
   };
  };
 };
 devices_upload_filter_photo: {
  parameters: {
   path: {
    dispenser_id: number;
   };
  };
  requestBody: {
   content: {
    "multipart/form-data": {
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FilterPhotoOut"];
    };
   };
  };
 };
 eldercare_list_batches: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DrugBatchOut"][];
    };
   };
  };
 };
 eldercare_recall_batch: {
  parameters: {
   path: {
    batch_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["RecallReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BatchRecalled"];
    };
   };
  };
 };
 eldercare_recall_list: {
  parameters: {
   path: {
    batch_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RecallLine"][];
    };
   };
  };
 };
 eldercare_list_cabinets: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CabinetRow"][];
    };
   };
  };
 };
 eldercare_install_cabinet: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CabinetNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CabinetOut"];
    };
   };
  };
 };
 eldercare_cabinet_devices: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FreeDevice"][];
    };
   };
  };
 };
 eldercare_get_cabinet: {
  parameters: {
   path: {
    cabinet_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CabinetOut"];
    };
   };
  };
 };
 eldercare_switch_cabinet: {
  parameters: {
   path: {
    cabinet_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CabinetSwitch"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CabinetOut"];
    };
   };
  };
 };
 eldercare_list_movements: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    cabinet_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_MovementOut_"];
    };
   };
  };
 };
 eldercare_propose_restock: {
  parameters: {
   path: {
    cabinet_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["RestockIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RestockOut"];
    };
   };
  };
 };
 eldercare_list_dispensings: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_DispensingOut_"];
    };
   };
  };
 };
 eldercare_dispense_for_elder: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["HelpedWishIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DispensingOut"];
    };
   };
  };
 };
 eldercare_list_drugs: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DrugOut"][];
    };
   };
  };
 };
 eldercare_add_drug: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["DrugNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DrugOut"];
    };
   };
  };
 };
 eldercare_edit_drug: {
  parameters: {
   path: {
    drug_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["DrugPatch"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DrugOut"];
    };
   };
  };
 };
 eldercare_list_elders: {
  parameters: {
   query?: {
    q?: string;
    category?: string[];
    risk?: number | null;
    grade?: number | null;
    building_id?: number | null;
    area_id?: number | null;
    state?: "" | "due" | "conflict" | "banded" | "unbanded" | "unassessed";
    followed?: boolean;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ElderRow_"];
    };
   };
  };
 };
 eldercare_add_elder: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ElderIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ElderOut"];
    };
   };
  };
 };
 eldercare_elder_statistics: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ElderStatistics"];
    };
   };
  };
 };
 eldercare_read_elder: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ElderOut"];
    };
   };
  };
 };
 eldercare_assess_elder: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AssessmentIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ElderOut"];
    };
   };
  };
 };
 eldercare_note_away: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AwayIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AwayOut"];
    };
   };
  };
 };
 eldercare_come_back: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AwayOut"];
    };
   };
  };
 };
 eldercare_list_bindings: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BindingsOut"];
    };
   };
  };
 };
 eldercare_bind_device: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BindIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["BindingsOut"];
    };
   };
  };
 };
 eldercare_unbind_device: {
  parameters: {
   path: {
    elder_id: number;
    binding_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BindingsOut"];
    };
   };
  };
 };
 eldercare_get_care: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CareOut"];
    };
   };
  };
 };
 eldercare_set_category: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CategoryIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ElderOut"];
    };
   };
  };
 };
 eldercare_review_category: {
  parameters: {
   path: {
    elder_id: number;
    row_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CategoryReview"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ElderOut"];
    };
   };
  };
 };
 eldercare_read_vital_curve: {
  parameters: {
   query: {
    vital: string;
    since?: string | null;
    until?: string | null;
   };
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VitalCurve"];
    };
   };
  };
 };
 eldercare_export_fhir: {
  parameters: {
   query?: {
    days?: number;
   };
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": {
      [key: string]: unknown;
     };
    };
   };
  };
 };
 eldercare_import_fhir: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ImportIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ImportOut"];
    };
   };
  };
 };
 eldercare_upload_form: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "multipart/form-data": {
     upload: string;
    };
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ConsentForm"];
    };
   };
  };
 };
 eldercare_get_guard: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GuardOut"];
    };
   };
  };
 };
 eldercare_set_guard: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["GuardIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GuardOut"];
    };
   };
  };
 };
 eldercare_set_guard_rule: {
  parameters: {
   path: {
    elder_id: number;
    rule_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["GuardRuleIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GuardOut"];
    };
   };
  };
 };
 eldercare_read_health: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ElderHealth"];
    };
   };
  };
 };
 eldercare_home_code: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 eldercare_set_limit: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["LimitIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ElderHealth"];
    };
   };
  };
 };
 eldercare_end_limit: {
  parameters: {
   path: {
    elder_id: number;
    limit_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CareDone"];
    };
   };
  };
 };
 eldercare_list_measurements: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_MeasurementOut_"];
    };
   };
  };
 };
 eldercare_record_measurement: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MeasurementIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ElderHealth"];
    };
   };
  };
 };
 eldercare_correct_measurement: {
  parameters: {
   path: {
    elder_id: number;
    measurement_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MeasurementFix"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ElderHealth"];
    };
   };
  };
 };
 eldercare_send_message: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ElderMessageIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ElderMessageOut"][];
    };
   };
  };
 };
 eldercare_list_relatives: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RelativeOut"][];
    };
   };
  };
 };
 eldercare_invite_relative: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["RelativeIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["RelativeOut"];
    };
   };
  };
 };
 eldercare_end_relative: {
  parameters: {
   path: {
    elder_id: number;
    relative_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RelativeOut"][];
    };
   };
  };
 };
 eldercare_save_standing: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["StandingIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ElderHealth"];
    };
   };
  };
 };
 eldercare_list_views: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ViewOut_"];
    };
   };
  };
 };
 eldercare_set_visit_plan: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["VisitPlanIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitPlanOut"];
    };
   };
  };
 };
 eldercare_visit_now: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["VisitReportIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitOut"];
    };
   };
  };
 };
 eldercare_withdraw_consent: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BindingsOut"];
    };
   };
  };
 };
 eldercare_list_falls: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_FallRow_"];
    };
   };
  };
 };
 eldercare_note_ok: {
  parameters: {
   path: {
    fall_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["OkIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FallOut"];
    };
   };
  };
 };
 eldercare_list_family: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FamilyRow"][];
    };
   };
  };
 };
 eldercare_read_family: {
  parameters: {
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FamilyOut"];
    };
   };
  };
 };
 eldercare_claim_alert: {
  parameters: {
   path: {
    elder_id: number;
    alert_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FamilyOut"];
    };
   };
  };
 };
 eldercare_read_family_curve: {
  parameters: {
   query: {
    vital: string;
    since?: string | null;
    until?: string | null;
   };
   path: {
    elder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VitalCurve"];
    };
   };
  };
 };
 eldercare_list_guard: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
    q?: string;
    everybody?: boolean;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_GuardRow_"];
    };
   };
  };
 };
 eldercare_my_dispensings: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DispensingOut"][];
    };
   };
  };
 };
 eldercare_take_medicine: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["WishIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["DispensingOut"];
    };
   };
  };
 };
 eldercare_make_pickup: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PickupIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PickupOut"];
    };
   };
  };
 };
 eldercare_my_prescriptions: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PrescriptionOut"][];
    };
   };
  };
 };
 eldercare_hand_in_prescription: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PrescriptionOut"];
    };
   };
  };
 };
 eldercare_my_reminders: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MyReminders"];
    };
   };
  };
 };
 eldercare_confirm_ring: {
  parameters: {
   path: {
    ring_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RingOut"];
    };
   };
  };
 };
 eldercare_my_safety: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MySafety"];
    };
   };
  };
 };
 eldercare_i_am_away: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["AwayIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MySafety"];
    };
   };
  };
 };
 eldercare_i_am_back: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MySafety"];
    };
   };
  };
 };
 eldercare_say_ok: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MySafety"];
    };
   };
  };
 };
 eldercare_my_shelf: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShelfCabinet"][];
    };
   };
  };
 };
 eldercare_read_own: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnHealth"];
    };
   };
  };
 };
 eldercare_agree_own: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnHealth"];
    };
   };
  };
 };
 eldercare_read_own_curve: {
  parameters: {
   query: {
    vital: string;
    since?: string | null;
    until?: string | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VitalCurve"];
    };
   };
  };
 };
 eldercare_record_own: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["OwnMeasurementIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["OwnHealth"];
    };
   };
  };
 };
 eldercare_invite_own: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["OwnRelativeIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["OwnHealth"];
    };
   };
  };
 };
 eldercare_change_own: {
  parameters: {
   path: {
    relative_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["SeesIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnHealth"];
    };
   };
  };
 };
 eldercare_end_own: {
  parameters: {
   path: {
    relative_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnHealth"];
    };
   };
  };
 };
 eldercare_withdraw_own: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ConsentWithdrawnOut"];
    };
   };
  };
 };
 eldercare_list_prescriptions: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_PrescriptionOut_"];
    };
   };
  };
 };
 eldercare_hand_in_for_elder: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     elder_id: number;
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PrescriptionOut"];
    };
   };
  };
 };
 eldercare_check_prescription: {
  parameters: {
   path: {
    prescription_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["PrescriptionCheck"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PrescriptionOut"];
    };
   };
  };
 };
 eldercare_refuse_prescription: {
  parameters: {
   path: {
    prescription_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["RecallReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PrescriptionOut"];
    };
   };
  };
 };
 eldercare_list_reminders: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
    elder_id?: number | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ReminderOut_"];
    };
   };
  };
 };
 eldercare_add_reminder: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ReminderNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ReminderOut"];
    };
   };
  };
 };
 eldercare_list_rings: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
    state?: "" | "due" | "sent" | "failed" | "confirmed" | "missed" | "stale";
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_RingRow_"];
    };
   };
  };
 };
 eldercare_list_speakers: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SpeakerOut"][];
    };
   };
  };
 };
 eldercare_edit_reminder: {
  parameters: {
   path: {
    reminder_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ReminderIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ReminderOut"];
    };
   };
  };
 };
 eldercare_stop_reminder: {
  parameters: {
   path: {
    reminder_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ReminderOut"];
    };
   };
  };
 };
 eldercare_list_restocks: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_RestockOut_"];
    };
   };
  };
 };
 eldercare_cancel_restock: {
  parameters: {
   path: {
    restock_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RestockOut"];
    };
   };
  };
 };
 eldercare_confirm_restock: {
  parameters: {
   path: {
    restock_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RestockOut"];
    };
   };
  };
 };
 eldercare_set_slot: {
  parameters: {
   path: {
    slot_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["SlotIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CabinetOut"];
    };
   };
  };
 };
 eldercare_count_stock: {
  parameters: {
   path: {
    slot_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CountIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CabinetOut"];
    };
   };
  };
 };
 eldercare_list_visits: {
  parameters: {
   query?: {
    state?: ("due" | "late" | "done" | "missed" | "skipped") | null;
    level?: number | null;
    elder_id?: number | null;
    since?: string | null;
    until?: string | null;
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_VisitRow_"];
    };
   };
  };
 };
 eldercare_add_visit: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["VisitNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitOut"];
    };
   };
  };
 };
 eldercare_visit_coverage: {
  parameters: {
   query?: {
    days?: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitCoverage"];
    };
   };
  };
 };
 eldercare_upload_visit_photo: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     elder_id: number;
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitPhotoOut"];
    };
   };
  };
 };
 eldercare_list_plans: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_VisitPlanOut_"];
    };
   };
  };
 };
 eldercare_visit_rounds: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RoundStop"][];
    };
   };
  };
 };
 eldercare_route_sheet: {
  parameters: {};
  responses: {
   200: {
   };
  };
 };
 eldercare_get_visit: {
  parameters: {
   path: {
    visit_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitOut"];
    };
   };
  };
 };
 eldercare_check_in: {
  parameters: {
   path: {
    visit_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["VisitReportIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitOut"];
    };
   };
  };
 };
 eldercare_skip_visit: {
  parameters: {
   path: {
    visit_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["VisitSkipIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["VisitOut"];
    };
   };
  };
 };
 insight_list_bulletins: {
  parameters: {
   query?: {
    status?: "" | "waiting" | "running" | "over" | "withdrawn";
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_BulletinOut_"];
    };
   };
  };
 };
 insight_write_bulletin: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["BulletinNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BulletinOut"];
    };
   };
  };
 };
 insight_order_bulletins: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["BulletinOrder"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlaylistItem"][];
    };
   };
  };
 };
 insight_change_bulletin: {
  parameters: {
   path: {
    bulletin_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BulletinIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BulletinOut"];
    };
   };
  };
 };
 insight_withdraw_bulletin: {
  parameters: {
   path: {
    bulletin_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BulletinOut"];
    };
   };
  };
 };
 insight_read_goals: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GoalOut"][];
    };
   };
  };
 };
 insight_read_goal_rows: {
  parameters: {
   query: {
    share: string;
    met?: boolean;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_GoalRow_"];
    };
   };
  };
 };
 insight_read_map: {
  parameters: {
   query?: {
    area_id?: number | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MapOut"];
    };
   };
  };
 };
 insight_read_playlist: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlaylistItem"][];
    };
   };
  };
 };
 insight_read_rollup: {
  parameters: {
   query?: {
    area_id?: number | null;
    format?: "json" | "xlsx";
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RollOut"];
    };
   };
  };
 };
 insight_read_tiles: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TileOut"][];
    };
   };
  };
 };
 insight_read_todos: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TodoOut"][];
    };
   };
  };
 };
 kernel_bell: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BellEntry"][];
    };
   };
  };
 };
 kernel_read_file: {
  parameters: {
   path: {
    file_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 kernel_menu: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MenuGroup"][];
    };
   };
  };
 };
 kernel_search: {
  parameters: {
   query?: {
    q?: string;
    limit?: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Hit"][];
    };
   };
  };
 };
 outreach_list_entries: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
    topic?: ("card" | "insurance" | "elder" | "aid" | "child" | "job" | "health" | "house" | "property" | "utility" | "safety" | "traffic" | "order" | "party" | "platform") | null;
    text?: string;
    active?: boolean | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_EntryOut_"];
    };
   };
  };
 };
 outreach_add_entry: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["EntryNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EntryOut"];
    };
   };
  };
 };
 outreach_read_measures: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MeasuresOut"];
    };
   };
  };
 };
 outreach_try_question: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["TryIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TrialOut"];
    };
   };
  };
 };
 outreach_change_entry: {
  parameters: {
   path: {
    entry_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EntryChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EntryOut"];
    };
   };
  };
 };
 outreach_restore_entry: {
  parameters: {
   path: {
    entry_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EntryOut"];
    };
   };
  };
 };
 outreach_stop_entry: {
  parameters: {
   path: {
    entry_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EntryOut"];
    };
   };
  };
 };
 outreach_list_audiences: {
  parameters: {
   query?: {
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_AudienceOut_"];
    };
   };
  };
 };
 outreach_make_audience: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["AudienceIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["AudienceOut"];
    };
   };
  };
 };
 outreach_count_audience: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["AudienceCountIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AudienceCountOut"];
    };
   };
  };
 };
 outreach_read_audience: {
  parameters: {
   path: {
    audience_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AudienceOut"];
    };
   };
  };
 };
 outreach_audience_changes: {
  parameters: {
   path: {
    audience_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AudienceChanges"];
    };
   };
  };
 };
 outreach_list_members: {
  parameters: {
   query?: {
    verdict?: "in" | "check" | "out";
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    audience_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_MemberOut_"];
    };
   };
  };
 };
 outreach_why_in_audience: {
  parameters: {
   path: {
    audience_id: number;
    person_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MemberWhy"];
    };
   };
  };
 };
 outreach_settle_member: {
  parameters: {
   path: {
    audience_id: number;
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MemberSettleIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MemberWhy"];
    };
   };
  };
 };
 outreach_run_audience_again: {
  parameters: {
   path: {
    audience_id: number;
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["AudienceOut"];
    };
   };
  };
 };
 outreach_list_broadcasts: {
  parameters: {
   query?: {
    q?: string;
    state?: "" | "planned" | "playing" | "done" | "withdrawn";
    urgent?: boolean | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_BroadcastRow_"];
    };
   };
  };
 };
 outreach_say: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["BroadcastIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["BroadcastOut"];
    };
   };
  };
 };
 outreach_add_recording: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     area_id: number;
     file: string;
    };
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["RecordingOut"];
    };
   };
  };
 };
 outreach_try_speech: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["SpeechIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SpeechOut"];
    };
   };
  };
 };
 outreach_read_broadcast: {
  parameters: {
   path: {
    broadcast_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BroadcastOut"];
    };
   };
  };
 };
 outreach_read_broadcast_sound: {
  parameters: {
   path: {
    broadcast_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_withdraw_broadcast: {
  parameters: {
   path: {
    broadcast_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["WithdrawIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BroadcastOut"];
    };
   };
  };
 };
 outreach_list_campaigns: {
  parameters: {
   query?: {
    state?: ("draft" | "running" | "done" | "withdrawn") | null;
    kind?: ("notice" | "event" | "policy" | "matter" | "emergency") | null;
    ref?: string;
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CampaignRow_"];
    };
   };
  };
 };
 outreach_plan_campaign: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CampaignIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CampaignOut"];
    };
   };
  };
 };
 outreach_get_campaign: {
  parameters: {
   path: {
    campaign_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CampaignOut"];
    };
   };
  };
 };
 outreach_get_funnel: {
  parameters: {
   path: {
    campaign_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["FunnelOut"];
    };
   };
  };
 };
 outreach_list_messages: {
  parameters: {
   query?: {
    channel?: ("app" | "sms" | "phone" | "visit") | null;
    state?: ("planned" | "sent" | "unknown" | "delivered" | "read" | "failed" | "skipped" | "dropped") | null;
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    campaign_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ReachMessage_"];
    };
   };
  };
 };
 outreach_preview_campaign: {
  parameters: {
   path: {
    campaign_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CampaignPreview"];
    };
   };
  };
 };
 outreach_start_campaign: {
  parameters: {
   path: {
    campaign_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CampaignStart"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CampaignOut"];
    };
   };
  };
 };
 outreach_list_targets: {
  parameters: {
   query?: {
    state?: ("waiting" | "reached" | "written_off") | null;
    channel?: ("app" | "sms" | "phone" | "visit" | "none") | null;
    area_id?: number | null;
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    campaign_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CampaignTarget_"];
    };
   };
  };
 };
 outreach_list_unknown: {
  parameters: {
   path: {
    campaign_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["UnknownSms"][];
    };
   };
  };
 };
 outreach_withdraw_campaign: {
  parameters: {
   path: {
    campaign_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CampaignReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WithdrawnOut"];
    };
   };
  };
 };
 outreach_take_cap: {
  parameters: {};
  requestBody: {
   content: {
    "application/cap+xml": string;
    "application/xml": string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CapTaken"];
    };
   };
  };
 };
 outreach_list_eligibility_rules: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EligibilityRule"][];
    };
   };
  };
 };
 outreach_create_eligibility_rule: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["RuleNew"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["EligibilityRule"];
    };
   };
  };
 };
 outreach_try_examples: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ExamplesIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ExamplesOut"];
    };
   };
  };
 };
 outreach_read_eligibility_rule: {
  parameters: {
   path: {
    rule_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EligibilityRule"];
    };
   };
  };
 };
 outreach_save_eligibility_draft: {
  parameters: {
   path: {
    rule_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["RuleDraftIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EligibilityRule"];
    };
   };
  };
 };
 outreach_publish_eligibility_rule: {
  parameters: {
   path: {
    rule_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EligibilityRule"];
    };
   };
  };
 };
 outreach_list_emergencies: {
  parameters: {
   query?: {
    state?: "" | "waiting" | "issued" | "updated" | "cancelled" | "ended" | "refused" | "noted";
    way?: "" | "in" | "out";
    drill?: boolean | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_EmergencyRow_"];
    };
   };
  };
 };
 outreach_issue_emergency: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["EmergencyNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyOut"];
    };
   };
  };
 };
 outreach_read_choices: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyChoices"];
    };
   };
  };
 };
 outreach_read_emergency: {
  parameters: {
   path: {
    emergency_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyOut"];
    };
   };
  };
 };
 outreach_accept_warning: {
  parameters: {
   path: {
    emergency_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EmergencyOverride"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyOut"];
    };
   };
  };
 };
 outreach_cancel_emergency: {
  parameters: {
   path: {
    emergency_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EmergencyReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyOut"];
    };
   };
  };
 };
 outreach_refuse_warning: {
  parameters: {
   path: {
    emergency_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EmergencyReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyOut"];
    };
   };
  };
 };
 outreach_stop_warning: {
  parameters: {
   path: {
    emergency_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EmergencyReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyOut"];
    };
   };
  };
 };
 outreach_update_emergency: {
  parameters: {
   path: {
    emergency_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EmergencyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["EmergencyOut"];
    };
   };
  };
 };
 outreach_read_matter_person: {
  parameters: {
   path: {
    row_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterPersonPage"];
    };
   };
  };
 };
 outreach_set_matter_proxy: {
  parameters: {
   path: {
    row_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterProxyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterPersonPage"];
    };
   };
  };
 };
 outreach_list_matters: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterOut"][];
    };
   };
  };
 };
 outreach_create_matter: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["MatterOut"];
    };
   };
  };
 };
 outreach_list_not_done: {
  parameters: {
   query?: {
    state?: ("check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped")[];
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_MatterPersonOut_"];
    };
   };
  };
 };
 outreach_read_matter: {
  parameters: {
   path: {
    matter_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterOut"];
    };
   };
  };
 };
 outreach_change_matter: {
  parameters: {
   path: {
    matter_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterOut"];
    };
   };
  };
 };
 outreach_close_matter: {
  parameters: {
   path: {
    matter_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterOut"];
    };
   };
  };
 };
 outreach_export_matter: {
  parameters: {
   path: {
    matter_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterExportIn"];
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_move_matter_people: {
  parameters: {
   path: {
    matter_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterMoveIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterMoved"];
    };
   };
  };
 };
 outreach_open_matter: {
  parameters: {
   path: {
    matter_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MatterOut"];
    };
   };
  };
 };
 outreach_list_matter_people: {
  parameters: {
   query?: {
    state?: ("check" | "waiting" | "told" | "agreed" | "handled" | "done" | "refused" | "moved" | "died" | "dropped")[];
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    matter_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_MatterPersonOut_"];
    };
   };
  };
 };
 outreach_tell_matter_people: {
  parameters: {
   path: {
    matter_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterTellIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["MatterTellOut"];
    };
   };
  };
 };
 outreach_my_messages: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnReachMessage"][];
    };
   };
  };
 };
 outreach_read_message: {
  parameters: {
   path: {
    message_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnReachMessage"][];
    };
   };
  };
 };
 outreach_my_optouts: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OptOutKind"][];
    };
   };
  };
 };
 outreach_set_my_optouts: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["OptOutIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OptOutKind"][];
    };
   };
  };
 };
 outreach_list_own_matters: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnMatter"][];
    };
   };
  };
 };
 outreach_answer_own_matter: {
  parameters: {
   path: {
    row_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterAnswerIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnMatter"][];
    };
   };
  };
 };
 outreach_set_own_proxy: {
  parameters: {
   path: {
    row_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MatterProxyIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnMatter"][];
    };
   };
  };
 };
 outreach_my_notices: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
    kind?: "" | "notice" | "event" | "policy";
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ShownRow_"];
    };
   };
  };
 };
 outreach_my_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShownNotice"];
    };
   };
  };
 };
 outreach_confirm_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShownNotice"];
    };
   };
  };
 };
 outreach_my_notice_file: {
  parameters: {
   path: {
    notice_id: number;
    file_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_mark_read: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShownNotice"];
    };
   };
  };
 };
 outreach_sign_off: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShownNotice"];
    };
   };
  };
 };
 outreach_sign_up: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["SignUpIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShownNotice"];
    };
   };
  };
 };
 outreach_list_mine: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AnswerOut"][];
    };
   };
  };
 };
 outreach_ask_question: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["AskIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AnswerOut"];
    };
   };
  };
 };
 outreach_judge_answer: {
  parameters: {
   path: {
    question_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["JudgeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AnswerOut"];
    };
   };
  };
 };
 outreach_pick_choice: {
  parameters: {
   path: {
    question_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["PickIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AnswerOut"];
    };
   };
  };
 };
 outreach_list_notices: {
  parameters: {
   query?: {
    state?: "" | "draft" | "review" | "planned" | "published" | "withdrawn";
    kind?: "" | "notice" | "event" | "policy";
    text?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_NoticeRow_"];
    };
   };
  };
 };
 outreach_write_notice: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["NoticeNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeOut"];
    };
   };
  };
 };
 outreach_attach_file: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     area_id: number;
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeFile"];
    };
   };
  };
 };
 outreach_read_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeOut"];
    };
   };
  };
 };
 outreach_change_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["NoticeChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeOut"];
    };
   };
  };
 };
 outreach_drop_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_notice_file: {
  parameters: {
   path: {
    notice_id: number;
    file_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_pin_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["NoticePin"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeOut"];
    };
   };
  };
 };
 outreach_list_notice_readings: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_NoticeReading_"];
    };
   };
  };
 };
 outreach_review_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["NoticeReview"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeOut"];
    };
   };
  };
 };
 outreach_list_sign_ups: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_SignUpOut_"];
    };
   };
  };
 };
 outreach_submit_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeOut"];
    };
   };
  };
 };
 outreach_list_notice_versions: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeVersionOut"][];
    };
   };
  };
 };
 outreach_withdraw_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["NoticeReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NoticeOut"];
    };
   };
  };
 };
 outreach_open_emergencies: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["WarningOut"][];
    };
   };
  };
 };
 outreach_open_notices: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
    area_id?: number | null;
    kind?: "" | "notice" | "event" | "policy";
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ShownRow_"];
    };
   };
  };
 };
 outreach_open_notice: {
  parameters: {
   path: {
    notice_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ShownNotice"];
    };
   };
  };
 };
 outreach_open_notice_file: {
  parameters: {
   path: {
    notice_id: number;
    file_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_list_plays: {
  parameters: {
   query?: {
    device_id?: number | null;
    state?: "" | "waiting" | "accepted" | "playing" | "paused" | "played" | "skipped" | "missed" | "failed" | "withdrawn";
    since?: string | null;
    until?: string | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_PlayRow_"];
    };
   };
  };
 };
 outreach_list_programmes: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ProgrammeOut"][];
    };
   };
  };
 };
 outreach_add_programme: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ProgrammeIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ProgrammeOut"];
    };
   };
  };
 };
 outreach_remove_programme: {
  parameters: {
   path: {
    programme_id: number;
   };
  };
  responses: {
   204: {
   };
  };
 };
 outreach_edit_programme: {
  parameters: {
   path: {
    programme_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ProgrammePatch"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ProgrammeOut"];
    };
   };
  };
 };
 outreach_list_questions: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
    wanting?: boolean | null;
    outcome?: "" | "answered" | "choices" | "none" | "picked" | "progress" | "human" | "greeting";
    channel?: "" | "web" | "sms" | "wechat";
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_QuestionOut_"];
    };
   };
  };
 };
 outreach_read_question: {
  parameters: {
   path: {
    question_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["QuestionPageOut"];
    };
   };
  };
 };
 outreach_drop_question: {
  parameters: {
   path: {
    question_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["QuestionOut"];
    };
   };
  };
 };
 outreach_teach_entry: {
  parameters: {
   path: {
    question_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["TeachIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["QuestionOut"];
    };
   };
  };
 };
 outreach_write_entry: {
  parameters: {
   path: {
    question_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EntryNew"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["QuestionOut"];
    };
   };
  };
 };
 outreach_reach_list: {
  parameters: {
   query?: {
    channel?: ("phone" | "visit") | null;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ListStop"][];
    };
   };
  };
 };
 outreach_reach_sheet: {
  parameters: {
   query?: {
    channel?: ("phone" | "visit") | null;
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_call_number: {
  parameters: {
   path: {
    target_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["NumberToCall"];
    };
   };
  };
 };
 outreach_note_attendance: {
  parameters: {
   path: {
    sign_up_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["Attendance"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["SignUpOut"];
    };
   };
  };
 };
 outreach_push_receipts: {
  parameters: {
   query: {
    token: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PushAck"];
    };
   };
  };
 };
 outreach_push_replies: {
  parameters: {
   query: {
    token: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PushAck"];
    };
   };
  };
 };
 outreach_settle_sms: {
  parameters: {
   path: {
    sms_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["SmsSettle"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["UnknownSms"];
    };
   };
  };
 };
 outreach_read_play_sound: {
  parameters: {
   path: {
    play_id: number;
   };
  };
  responses: {
   200: {
   };
  };
 };
 outreach_take_reports: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ReportsIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ReportsOut"];
    };
   };
  };
 };
 outreach_list_speakers: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["LoudspeakerOut"][];
    };
   };
  };
 };
 outreach_get_target: {
  parameters: {
   path: {
    target_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TargetStory"];
    };
   };
  };
 };
 outreach_tick_target: {
  parameters: {
   path: {
    target_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["TickIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CampaignTarget"];
    };
   };
  };
 };
 outreach_write_off_target: {
  parameters: {
   path: {
    target_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CampaignReason"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CampaignTarget"];
    };
   };
  };
 };
 outreach_list_zones: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ZoneOut"][];
    };
   };
  };
 };
 outreach_add_zone: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["ZoneIn"];
   };
  };
  responses: {
   201: {
    content: {
     "application/json": components["schemas"]["ZoneOut"];
    };
   };
  };
 };
 outreach_remove_zone: {
  parameters: {
   path: {
    zone_id: number;
   };
  };
  responses: {
   204: {
   };
  };
 };
 outreach_edit_zone: {
  parameters: {
   path: {
    zone_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ZonePatch"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ZoneOut"];
    };
   };
  };
 };
 registry_area_tree: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AreaNode"][];
    };
   };
  };
 };
 registry_add_area: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["AreaIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AreaNode"];
    };
   };
  };
 };
 registry_rename_area: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["AreaName"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["AreaNode"];
    };
   };
  };
 };
 registry_list_buildings: {
  parameters: {
   query?: {
    area_id?: number | null;
    q?: string;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_BuildingOut_"];
    };
   };
  };
 };
 registry_add_building: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["BuildingIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BuildingOut"];
    };
   };
  };
 };
 registry_change_building: {
  parameters: {
   path: {
    building_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["BuildingChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BuildingOut"];
    };
   };
  };
 };
 registry_building_picture: {
  parameters: {
   path: {
    building_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BuildingPicture"];
    };
   };
  };
 };
 registry_remove_contact: {
  parameters: {
   path: {
    contact_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Removed"];
    };
   };
  };
 };
 registry_list_corrections: {
  parameters: {
   query?: {
    state?: ("pending" | "accepted" | "refused")[];
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_CorrectionOut_"];
    };
   };
  };
 };
 registry_decide_correction: {
  parameters: {
   path: {
    correction_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["DecideIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CorrectionOut"];
    };
   };
  };
 };
 registry_list_grids: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GridOut"][];
    };
   };
  };
 };
 registry_add_grid: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["GridIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GridOut"];
    };
   };
  };
 };
 registry_change_grid: {
  parameters: {
   path: {
    grid_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["GridChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GridOut"];
    };
   };
  };
 };
 registry_assign_buildings: {
  parameters: {
   path: {
    grid_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["GridBuildings"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Counted"];
    };
   };
  };
 };
 registry_hand_over: {
  parameters: {
   path: {
    grid_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["HandOver"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["GridOut"];
    };
   };
  };
 };
 registry_grid_staff: {
  parameters: {
   path: {
    grid_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["StaffOut"][];
    };
   };
  };
 };
 registry_list_homes: {
  parameters: {
   query?: {
    q?: string;
    building_id?: number | null;
    status?: ("owned" | "rented" | "let" | "vacant" | "unknown")[];
    use?: ("dwelling" | "shop" | "office" | "storage") | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_HomeRow_"];
    };
   };
  };
 };
 registry_add_home: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["HomeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HomeRow"];
    };
   };
  };
 };
 registry_home_page: {
  parameters: {
   path: {
    home_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HomeOut"];
    };
   };
  };
 };
 registry_change_home: {
  parameters: {
   path: {
    home_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["HomeChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HomeRow"];
    };
   };
  };
 };
 registry_residents_on: {
  parameters: {
   query: {
    on: string;
   };
   path: {
    home_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OccupancyOut"][];
    };
   };
  };
 };
 registry_list_households: {
  parameters: {
   query?: {
    q?: string;
    building_id?: number | null;
    members?: number | null;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_HouseholdRow_"];
    };
   };
  };
 };
 registry_household: {
  parameters: {
   path: {
    household_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HouseholdOut"];
    };
   };
  };
 };
 registry_set_relation: {
  parameters: {
   path: {
    household_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["RelationIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["HouseholdOut"];
    };
   };
  };
 };
 registry_decide_row: {
  parameters: {
   path: {
    row_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["DecisionIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ImportRowOut"];
    };
   };
  };
 };
 registry_list_imports: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_BatchOut_"];
    };
   };
  };
 };
 registry_upload_roster: {
  parameters: {};
  requestBody: {
   content: {
    "multipart/form-data": {
     area_id: number;
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BatchOut"];
    };
   };
  };
 };
 registry_import_status: {
  parameters: {
   path: {
    batch_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BatchOut"];
    };
   };
  };
 };
 registry_cancel_import: {
  parameters: {
   path: {
    batch_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BatchOut"];
    };
   };
  };
 };
 registry_correct_columns: {
  parameters: {
   path: {
    batch_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ColumnsIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BatchOut"];
    };
   };
  };
 };
 registry_confirm_import: {
  parameters: {
   path: {
    batch_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BatchOut"];
    };
   };
  };
 };
 registry_import_picture: {
  parameters: {
   query: {
    sheet: string;
   };
   path: {
    batch_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PictureOut"];
    };
   };
  };
 };
 registry_import_rows: {
  parameters: {
   query?: {
    kind?: "" | "doubt" | "duplicate";
    level?: "" | "error" | "warning";
    code?: string;
    open_only?: boolean;
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    batch_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ImportRowOut_"];
    };
   };
  };
 };
 registry_undo_import: {
  parameters: {
   path: {
    batch_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["BatchOut"];
    };
   };
  };
 };
 registry_end_occupancy: {
  parameters: {
   path: {
    occupancy_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["EndIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OccupancyOut"];
    };
   };
  };
 };
 registry_list_organisations: {
  parameters: {
   query?: {
    q?: string;
    kind?: ("unit" | "social" | "property" | "committee" | "party")[];
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_OrganisationOut_"];
    };
   };
  };
 };
 registry_add_organisation: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["OrganisationIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OrganisationOut"];
    };
   };
  };
 };
 registry_change_organisation: {
  parameters: {
   path: {
    organisation_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["OrganisationChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OrganisationOut"];
    };
   };
  };
 };
 registry_list_members: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
   path: {
    organisation_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_MemberReportOut_"];
    };
   };
  };
 };
 registry_report_member: {
  parameters: {
   path: {
    organisation_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MemberReportIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["MemberReportOut"];
    };
   };
  };
 };
 registry_own: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnOut"];
    };
   };
  };
 };
 registry_propose_correction: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["CorrectionIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["CorrectionOut"];
    };
   };
  };
 };
 registry_verify_own: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OwnOut"];
    };
   };
  };
 };
 registry_list_people: {
  parameters: {
   query?: {
    q?: string;
    building_id?: number | null;
    tag_id?: number | null;
    age_min?: number | null;
    age_max?: number | null;
    sex?: ("男" | "女") | null;
    status?: ("resident" | "tenant" | "away" | "moved" | "dead")[];
    lives_alone?: boolean | null;
    lacks?: "" | "id" | "phone" | "birth";
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_PersonRow_"];
    };
   };
  };
 };
 registry_add_person: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["PersonIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_person: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_change_person: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["PersonChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_close_person: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["CloseIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_add_contact: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ContactIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_merge_people: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MergeIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_move_in: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["MoveIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["OccupancyOut"];
    };
   };
  };
 };
 registry_profile: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["ProfileOut"];
    };
   };
  };
 };
 registry_set_tag: {
  parameters: {
   path: {
    person_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["SetTag"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_unset_tag: {
  parameters: {
   path: {
    person_id: number;
    tag_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_review_tag: {
  parameters: {
   path: {
    person_id: number;
    tag_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["ReviewIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PersonOut"];
    };
   };
  };
 };
 registry_list_plans: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlanRow"][];
    };
   };
  };
 };
 registry_read_plan: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlanOut"];
    };
   };
  };
 };
 registry_save_plan: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  requestBody: {
   content: {
    "multipart/form-data": {
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlanOut"];
    };
   };
  };
 };
 registry_check_plan: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  requestBody: {
   content: {
    "multipart/form-data": {
     file: string;
    };
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlanCheck"];
    };
   };
  };
 };
 registry_export_plan: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlanCollection"];
    };
   };
  };
 };
 registry_restore_plan: {
  parameters: {
   path: {
    area_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["PlanRestore"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["PlanOut"];
    };
   };
  };
 };
 registry_rule_fields: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleFieldOut"][];
    };
   };
  };
 };
 registry_list_reviews: {
  parameters: {
   query?: {
    page?: number;
    size?: number;
    sort?: string;
    format?: "json" | "xlsx";
    columns?: string;
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["Page_ReviewRow_"];
    };
   };
  };
 };
 registry_list_tags: {
  parameters: {};
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TagOut"][];
    };
   };
  };
 };
 registry_define_tag: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["TagIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TagOut"];
    };
   };
  };
 };
 registry_try_rule: {
  parameters: {};
  requestBody: {
   content: {
    "application/json": components["schemas"]["RuleIn"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["RuleCount"];
    };
   };
  };
 };
 registry_change_tag: {
  parameters: {
   path: {
    tag_id: number;
   };
  };
  requestBody: {
   content: {
    "application/json": components["schemas"]["TagChange"];
   };
  };
  responses: {
   200: {
    content: {
     "application/json": components["schemas"]["TagOut"];
    };
   };
  };
 };
}
