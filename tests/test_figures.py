"""Every figure of the real file, as two people read it in the articles."""

from __future__ import annotations

import hashlib
import re

import pytest

from asreported import Catalog, load
from asreported.catalog.yaml_reader import read_document
from tests.known import CITIES, ROOT


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The whole file, with cities that other tests do not know."""
    return load(ROOT / "metrics.yaml")


# id, metric, counts, value, hedge, as written, period, baseline, inferred
FIGURES = """
jingmen-new-measures | measures | policing_measures | 30 | more_than | 30余 | 2019/.. | - | period
jingmen-cases | case_change | cases_kind_not_stated | -14.7 | exact | 14.7% | 2019 | same_period_previous_year | -
jingmen-homicide-tier | homicide_clearance_tier | homicide_solving | 1 | exact | 第一 | 2019 | - | -
jingmen-campaign-rank | province_rank | organised_crime_campaign | 2 | exact | 第二 | 2019 | - | -
jingmen-robbery-apprehension-rank | province_rank | theft_robbery_fraud_apprehension | 1 | exact | 第一 | 2019 | - | -
jingmen-quiet-estates | zero_incident_places | estates_without_calls | 17 | exact | 17 | 2019-11 | - | period area
jingmen-estate-notices-first | first_claims | estate_safety_notices | 1 | exact | 首创 | not_stated | - | -
jingmen-smart-estates | smart_communities | smart_safe_estates | 30 | more_than | 30余 | 2019 | - | -
jingmen-partners | partners | joint_centre_companies | 9 | exact | 9 | not_stated | - | -
jingmen-hall-area | command_centre | hall_area | 500 | about | 近500 | not_stated | - | -
jingmen-screen-length | command_centre | screen_length | 10 | exact | 10 | not_stated | - | -
jingmen-screen-height | command_centre | screen_height | 6 | exact | 6 | not_stated | - | -
jingmen-hall-seats | command_centre | hall_seats | 40 | more_than | 40余 | not_stated | - | -
jingmen-models | data_models | visual_models | 288 | exact | 288 | not_stated | - | -
jingmen-model-classes | data_models | model_classes | 20 | exact | 20 | not_stated | - | -
jingmen-data-contribution | clearance_contribution | cases_kind_not_stated | 80 | more_than | 超过80% | 2019/.. | - | period
jingmen-data-assisted-suspects | suspects_caught | data_assisted_suspects | 165 | exact | 165 | 2019/.. | - | period
jingmen-data-assisted-solved | clearance_count | data_assisted_cases | 335 | exact | 335 | 2019/.. | - | counts period
jingmen-data-assisted-fugitives | fugitives_caught | data_assisted_fugitives | 120 | exact | 120 | 2019/.. | - | counts period
jingmen-homicide-fugitives | fugitives_caught | homicide_fugitives_over_20_years | 4 | exact | 4 | 2019/.. | - | period
jingmen-class-b-fugitive | fugitives_caught | class_b_fugitives | 1 | exact | 1 | 2019/.. | - | period
jingmen-mafia-cases | gang_crime | mafia_cases | 13 | exact | 13 | 2019 | - | -
jingmen-evil-group-cases | gang_crime | evil_force_group_cases | 32 | exact | 32 | 2019 | - | -
jingmen-evil-gang-cases | gang_crime | evil_force_gang_cases | 125 | exact | 125 | 2019 | - | -
jingmen-gang-suspects | suspects_caught | organised_crime_suspects | 990 | exact | 990 | 2019 | - | counts
jingmen-campaign-satisfaction-rank | satisfaction_rank | campaign_satisfaction | 2 | exact | 第二 | 2019 | - | -
jingmen-fraud-dens | fraud_dens | telecom_fraud_dens | 33 | exact | 33 | 2019 | - | period
jingmen-fraud-suspects | suspects_caught | telecom_fraud_suspects | 244 | exact | 244 | 2019 | - | period
jingmen-loan-suspects | suspects_caught | loan_fraud_suspects | 167 | exact | 167 | 2019 | - | period
jingmen-operation-fugitives | fugitives_caught | operation_fugitives | 270 | exact | 270 | 2019 | - | period
jingmen-operation-apprehension-rank | province_rank | operation_apprehension | 1 | exact | 第一 | 2019 | - | period
jingmen-vice-calls | case_change | vice_calls | -30.1 | exact | 30.1% | 2019 | same_period_previous_year | period
jingmen-robbery-gone | zero_incidents | robbery_and_snatching | 0 | about | 基本绝迹 | 2019 | - | period
jingmen-street-stations | patrol_units | street_service_stations | 20 | exact | 20 | not_stated | - | -
jingmen-patrol-hours | duty_hours | grid_patrol | 24 | exact | 24 | not_stated | - | -
hengyang-criminal-cases | case_change | criminal_cases | -20.77 | exact | 20.77% | 2022-01/2022-07 | same_period_previous_year | period
hengyang-cases-solved | clearance_count_change | criminal_cases | 26.44 | exact | 26.44% | 2022-01/2022-07 | same_period_previous_year | counts period
hengyang-fraud-warnings | fraud_warnings | fraud_warnings_given | 300000 | more_than | 30万余 | 2022-01/2022-07 | - | period
hengyang-fraud-losses-averted | fraud_money | losses_averted | 420000000 | more_than | 4.2亿余 | 2022-01/2022-07 | - | period
hengyang-accidents | traffic_change | road_accidents | -33.64 | exact | 33.64% | 2022-01/2022-07 | same_period_previous_year | period
hengyang-road-deaths | traffic_change | road_deaths | -31.54 | exact | 31.54% | 2022-01/2022-07 | same_period_previous_year | period
hengyang-no-relatively-serious-accidents | zero_incidents | relatively_serious_accidents | 0 | exact | 零 | 2022-01/2022-07 | - | period
hengyang-joined-departments | bodies | centre_departments | 20 | more_than | 20多 | not_stated | - | -
hengyang-emergency-watch | duty_hours | emergency_watch | 24 | exact | 24 | not_stated | - | -
hengyang-tourism-mechanisms | measures | tourism_mechanisms | 3 | exact | 三 | not_stated | - | -
hengyang-response-nanyue | response_time | arrival_best | 35 | exact | 35 | not_stated | - | -
hengyang-tracing-officers | contact_tracing | tracing_officers | 100 | more_than | 100余 | 2022-03-30 | - | period
hengyang-traced-contacts | contact_tracing | contacts_found | 176 | exact | 176 | 2022-03-30/.. | - | period
hengyang-sharp-eyes-investment | investment | sharp_eyes_spending | 370000000 | exact | 3.7亿 | P3Y/2022-08 | - | period
hengyang-cameras | cameras | surveillance_cameras | 50000 | exact | 5万 | as of 2022-08 | - | period
hengyang-data-centre-investment | investment | data_centre_spending | 160000000 | exact | 1.6亿 | P3Y/2022-08 | - | period
hengyang-records | data_volume | records_of_all_kinds | 600000000000 | exact | 6000亿 | as of 2022-08 | - | period
hengyang-records-rank | data_volume_rank | records_of_all_kinds | 1 | exact | 第一 | as of 2022-08 | - | period
hengyang-contest-rank | province_rank | smart_policing_contest | 1 | exact | 第一 | not_stated | - | -
hengyang-command-vehicle-place | patrol_strength | command_vehicles_per_place | 1 | exact | 一 | not_stated | - | -
hengyang-vehicle-watch | duty_hours | rapid_police_on_streets | 24 | exact | 24 | not_stated | - | -
hengyang-rapid-teams | patrol_units | rapid_police_teams | 26 | exact | 26 | not_stated | - | -
hengyang-team-people | patrol_strength | people_per_team | 30 | exact | 30 | not_stated | - | -
hengyang-team-shifts | patrol_strength | shifts_per_team | 5 | exact | 五 | not_stated | - | -
hengyang-team-rotations | patrol_strength | rotations_per_team | 4 | exact | 四 | not_stated | - | -
hengyang-street-watch | duty_hours | rapid_police_posted | 24 | exact | 24 | not_stated | - | -
hengyang-patrol-hours | duty_hours | rapid_police_patrol | 24 | exact | 24 | not_stated | - | -
hengyang-service-hours | duty_hours | rapid_police_service | 24 | exact | 24 | not_stated | - | -
hengyang-team-command-vehicles | patrol_strength | command_vehicles_per_team | 1 | exact | 1 | not_stated | - | -
hengyang-team-cars | patrol_strength | cars_per_team | 2 | exact | 2 | not_stated | - | -
hengyang-team-motorcycles | patrol_strength | motorcycles_per_team | 8 | exact | 8 | not_stated | - | -
hengyang-response-key-places | response_time | officers_seen_key_places | 60 | exact | 1 | not_stated | - | -
hengyang-response-centre | response_time | officers_seen_centre | 180 | exact | 3 | not_stated | - | -
hengyang-response-elsewhere | response_time | officers_seen_other_urban | 300 | exact | 5 | not_stated | - | -
hengyang-rapid-duties | measures | rapid_police_duties | 6 | exact | 6 | not_stated | - | -
hengyang-online-hours | duty_hours | online_police | 24 | exact | 24 | not_stated | - | -
hengyang-street-robbery | case_change | street_robbery_cases | -73 | exact | 73% | ../2022-08-10 | same_period_previous_year | period
hengyang-public-order-cases | case_change | public_order_cases | -29.19 | exact | 29.19% | ../2022-08-10 | same_period_previous_year | period
huizhou-safest-city-years | safest_city_years | safest_city_list | 3 | exact | 三 | 2013/2016-10 | - | period
huizhou-safest-city-rank | safest_city_rank | safest_city_list | 10 | at_most | 十强 | 2013/2016-10 | - | period
huizhou-smart-city-projects | platform_parts | smart_city_projects | 8 | exact | 八 | 2014 | - | -
huizhou-quick-cordon-solved | clearance_count | quick_cordon_cases | 909 | exact | 909 | 2016-01/2016-09 | - | -
huizhou-quick-cordon-suspects | suspects_caught | quick_cordon_suspects | 1323 | exact | 1323 | 2016-01/2016-09 | - | -
huizhou-robbery-theft-calls | case_change | robbery_theft_calls | -34 | exact | 34% | 2016-01/2016-06 | mean_of_three_previous_years | -
huizhou-quiet-days | zero_incident_days | county_days_without_robbery_calls | 638 | exact | 638 | 2016-01/2016-06 | - | -
huizhou-hotel-system-price | system_price | hotel_registration_system | 7000 | exact | 7000 | not_stated | - | -
huizhou-app-first | first_claims | real_name_app | 1 | exact | 率先 | 2016 | - | -
huizhou-app-suspects | suspects_caught | real_name_app_suspects | 45 | exact | 45 | 2016-01/2016-10-21 | - | period
longnan-criminal-cases | case_change | criminal_cases | -22 | exact | 22% | 2023 | not_stated | -
longnan-clearance-change | clearance_change | criminal_cases | 11.3 | exact | 11.3% | 2023 | not_stated | counts
longnan-public-order-closure | clearance_change | public_order_cases | 5 | exact | 5% | 2023 | not_stated | -
longnan-juvenile-crime | case_change | juvenile_crime_cases | -30.4 | exact | 30.4% | 2023 | not_stated | -
longnan-ministry-cases-solved | clearance_count | ministry_supervised_cases | 3 | exact | 3 | 2023 | - | -
longnan-province-cases-solved | clearance_count | province_supervised_cases | 17 | exact | 17 | 2023 | - | -
longnan-cold-homicides-2023 | homicide_clearance_cold | cold_homicides | 3 | exact | 3 | 2023 | - | -
longnan-hidden-homicides | homicide_clearance_cold | hidden_homicides | 1 | exact | 1 | 2023 | - | counts
longnan-fugitives-2023 | fugitives_caught | fugitives_all_kinds | 419 | exact | 419 | 2023 | - | -
longnan-fugitives-change | fugitives_change | fugitives_all_kinds | 12 | exact | 12% | 2023 | same_period_previous_year | -
longnan-relics | goods_seized | cultural_relics | 1795 | exact | 1795 | 2023 | - | -
longnan-computing | data_capacity | computing_resources | 19.5 | exact | 19.5 | not_stated | - | -
longnan-storage | data_capacity | storage_resources | 1400 | exact | 1.4 | not_stated | - | -
longnan-records-held | data_volume | records_held | 43600000000 | exact | 436亿 | not_stated | - | -
longnan-records-linked | data_volume | records_linked | 26400000000 | exact | 264亿 | not_stated | - | -
longnan-interfaces | data_use | data_interfaces | 98 | exact | 98 | not_stated | - | -
longnan-data-requests | data_use | data_requests | 4300000 | exact | 430万 | not_stated | - | -
longnan-station-plan-years | plan_years | station_building_plan | 3 | exact | 三 | not_stated | - | -
longnan-station-projects | investment_projects | station_building_projects | 98 | exact | 98 | not_stated | - | -
longnan-station-investment | investment | station_building_spending | 540000000 | exact | 5.4亿 | not_stated | - | -
longnan-buildings-2023 | investment_projects | detention_and_station_buildings | 5 | exact | 5 | 2023 | - | -
longnan-barracks-2024 | investment_projects | station_barracks_planned | 13 | exact | 13 | 2024 | - | -
longnan-villages | zero_incident_places | villages_eight_withouts | 823 | exact | 823 | 2023 | - | counts
longnan-ten-centres | bodies | modern_policing_centres | 10 | exact | 十 | not_stated | - | -
longnan-expressway-checkpoints | cameras | expressway_checkpoints | 37 | exact | 37 | 2023 | - | -
longnan-traffic-years | traffic_decline_years | road_deaths | 8 | exact | 八 | P8Y/2023 | - | period
longnan-mechanisms | measures | working_mechanisms | 17 | exact | 17 | not_stated | - | -
longnan-extreme-cases | prevented_cases | extreme_cases_in_city | 48 | exact | 48 | 2023 | - | -
longnan-extreme-cases-elsewhere | prevented_cases | extreme_cases_passed_on | 331 | exact | 331 | 2023 | - | -
longnan-combat-teams | bodies | combat_teams | 8 | exact | 8 | not_stated | - | -
longnan-six-centres | bodies | reorganised_centres | 6 | exact | 六 | not_stated | - | -
longnan-departments | bodies | departments_adjusted | 10 | exact | 10 | not_stated | - | -
longnan-new-bodies | bodies | new_bodies_on_trial | 19 | exact | 19 | not_stated | - | -
longnan-applications-eight | platform_parts | cloud_applications | 8 | exact | 八 | not_stated | - | -
longnan-platforms-two | platform_parts | platform_bases | 2 | exact | 两 | not_stated | - | -
longnan-systems-eight | platform_parts | application_systems | 8 | exact | 八 | not_stated | - | -
longnan-networks-six | platform_parts | sensing_networks | 6 | exact | 六 | not_stated | - | -
longnan-theft-robbery-fraud | case_change | theft_robbery_fraud_cases | -55.8 | exact | 55.8% | ../2024-08-07 | year_2019 | -
longnan-telecom-fraud | case_change | telecom_fraud_cases | -42 | exact | 42% | ../2024-08-07 | not_stated | -
longnan-homicide-years | homicide_clearance_years | current_homicides | 5 | exact | 5 | P5Y/2024-08-07 | - | period
longnan-homicide-clearance | homicide_clearance | current_homicides | 100 | exact | 100% | P5Y/2024-08-07 | - | period
longnan-cold-homicides-three-years | homicide_clearance_cold | cold_homicides | 18 | exact | 18 | P3Y/2024-08-07 | - | period
longnan-local-applications | platform_parts | local_applications | 20 | more_than | 20余 | not_stated | - | -
longnan-video-feeds | cameras | video_feeds | 66000 | exact | 6.6万 | not_stated | - | -
longnan-contests | data_training | modelling_contests | 130 | more_than | 130余 | not_stated | - | -
longnan-model-units | model_sites | model_units | 3 | exact | 3 | not_stated | - | -
longnan-model-bases | model_sites | model_bases | 6 | exact | 6 | not_stated | - | -
longnan-modellers | data_training | qualified_modellers | 1500 | more_than | 1500余 | not_stated | - | -
longnan-platform-first | first_claims | integrated_platform | 1 | exact | 率先 | not_stated | - | -
longnan-call-categories | data_use | call_categories | 11 | exact | 11 | 2023 | - | -
longnan-call-records | data_use | call_records | 190000 | more_than | 19万余 | 2023 | - | -
longnan-platform-supported-solved | clearance_count | platform_supported_cases | 107 | exact | 107 | ../2024-08-07 | - | -
longnan-missing-found | missing_found | missing_people | 103 | exact | 103 | ../2024-08-07 | - | -
longnan-platform-fugitives | fugitives_caught | platform_supported_fugitives | 54 | exact | 54 | ../2024-08-07 | - | -
longnan-analysis-teams | bodies | data_analysis_teams | 8 | exact | 八 | not_stated | - | -
longnan-evidence-teams | bodies | evidence_teams | 6 | exact | 六 | not_stated | - | -
longnan-joint-forces | bodies | joint_forces | 6 | exact | 六 | not_stated | - | -
longnan-online-matters | online_services | online_matters | 177 | exact | 177 | not_stated | - | -
longnan-online-matters-share | service_share | matters_in_service_centres | 100 | exact | 全部 | not_stated | - | -
longnan-station-matters | online_services | station_matters | 50 | exact | 50 | not_stated | - | -
longnan-business-measures | measures | business_measures | 13 | exact | 13 | not_stated | - | -
longnan-exam-first | first_claims | small_vehicle_exams | 1 | exact | 率先 | not_stated | - | -
longnan-exam-sites | online_services | small_vehicle_test_sites | 9 | exact | 9 | not_stated | - | -
longnan-vehicle-stations | online_services | vehicle_service_stations | 23 | exact | 23 | not_stated | - | -
longnan-served | people_served | people_and_firms_served | 250000 | more_than | 25万余 | not_stated | - | -
longnan-oversight-centres | service_share | oversight_centres | 100 | exact | 全部 | not_stated | - | -
longnan-oversight-warnings | oversight | problems_warned_of | 19000 | more_than | 1.9万余 | not_stated | - | -
longnan-bad-ratings | oversight | dissatisfied_ratings | 494 | exact | 494 | not_stated | - | -
longnan-irregular-use | oversight | irregular_use_of_sites | 17 | exact | 17 | not_stated | - | -
longnan-analysts | analysts | analysis_staff | 32 | exact | 32 | not_stated | - | -
longnan-cold-homicides-to-date | homicide_clearance_cold | cold_homicides | 4 | exact | 4 | ../2024-08-07 | - | -
longnan-evil-groups | gang_crime | evil_force_groups | 2 | exact | 2 | ../2024-08-07 | - | -
longnan-fugitives-to-date | fugitives_caught | fugitives_all_kinds | 215 | exact | 215 | ../2024-08-07 | - | -
longnan-key-fugitives | fugitives_caught | key_fugitives | 38 | exact | 38 | ../2024-08-07 | - | -
longnan-telecom-fraud-year-on-year | case_change | telecom_fraud_cases | -55.4 | exact | 55.4% | ../2024-08-07 | same_period_previous_year | -
longnan-fraud-warnings | fraud_warnings | people_dissuaded | 71000 | exact | 7.1万 | ../2024-08-07 | - | -
longnan-fraud-frozen | fraud_money | payments_frozen | 243000000 | exact | 2.43亿 | ../2024-08-07 | - | -
longnan-fraud-returned | fraud_money | money_returned | 1320000 | exact | 132万 | ../2024-08-07 | - | -
longnan-future-stations | model_sites | future_stations | 3 | exact | 3 | not_stated | - | -
longnan-future-posts | model_sites | future_posts | 1 | exact | 1 | not_stated | - | -
longnan-visits-returning | visits | visits_to_returning_workers | 650000 | more_than | 65万余 | ../2024-08-07 | - | -
longnan-visits-key-people | visits | visits_to_key_people | 7680 | exact | 7680 | ../2024-08-07 | - | -
longnan-disputes-resolved | disputes | disputes_of_all_kinds | 16000 | exact | 1.6万 | ../2024-08-07 | - | -
longnan-dispute-rate | dispute_resolution | disputes_of_all_kinds | 98 | exact | 98% | ../2024-08-07 | - | -
longnan-family-disputes | disputes | family_disputes_revisited | 22000 | exact | 2.2万 | ../2024-08-07 | - | -
longnan-late-feedback-2023 | late_feedback | calls | 1.54 | exact | 1.54% | 2023 | - | -
longnan-late-feedback-now | late_feedback | calls | 0.22 | exact | 0.22% | not_stated | - | -
longnan-repeat-calls | repeat_calls | repeated_calls | 10628 | exact | 10628 | not_stated | - | -
longnan-high-risk-calls | repeat_calls | high_risk_calls | 22 | exact | 22 | not_stated | - | -
longnan-monitored-items | data_quality | monitored_items | 46 | exact | 46 | not_stated | - | -
longnan-basic-models | data_models | basic_data_models | 15 | exact | 15 | not_stated | - | -
longnan-faulty-batches | data_quality | faulty_batches | 11 | exact | 11 | not_stated | - | -
longnan-faulty-records | data_quality | faulty_records | 49451 | exact | 49451 | not_stated | - | -
longnan-corrected-records | data_quality | corrected_records | 45878 | exact | 45878 | not_stated | - | -
longnan-platform-blocks | platform_parts | platform_blocks | 8 | exact | 8 | not_stated | - | -
longnan-platform-modules | platform_parts | platform_modules | 38 | exact | 38 | not_stated | - | -
longnan-platform-models | data_models | high_frequency_models | 183 | exact | 183 | not_stated | - | -
longnan-platform-functions | platform_parts | platform_functions | 56 | exact | 56 | not_stated | - | -
suqian-investment | investment | sensing_network_spending | 800000000 | exact | 8亿 | not_stated | - | -
suqian-plan-years | plan_years | network_planned | 3 | exact | 三 | not_stated | - | -
suqian-built-years | plan_years | network_built | 1 | exact | 一 | not_stated | - | -
suqian-cross-border-solved | clearance_count | cross_border_cases | 9 | exact | 9 | 2020-01/2021-02-10 | - | period
suqian-preventable-cases | case_change | preventable_cases | -23.5 | exact | 23.5% | 2020 | same_period_previous_year | period
suqian-handled-rank | province_rank | suspects_per_hundred_officers | 1 | exact | 第一 | 2020 | - | period
suqian-handled-ratio | handled_ratio | suspects_per_hundred_officers | 1.7 | exact | 1.7倍 | 2020 | - | period
suqian-time-to-solve | clearance_time_change | cases_kind_not_stated | -20 | at_least | 20%以上 | 2020 | not_stated | period
suqian-smart-estates | smart_communities | smart_security_estates | 296 | exact | 296 | as of 2021-02-10 | - | -
suqian-gates-share | smart_community_share | smart_security_estates | 100 | exact | 全部 | as of 2021-02-10 | - | -
suqian-no-case-share | zero_incident_share | smart_security_estates | 95 | exact | 95% | as of 2021-02-10 | - | -
suqian-investment-again | investment | sensing_network_spending | 800000000 | exact | 8个亿 | 2020-01/2021-02-10 | - | period
suqian-smart-points | cameras | smart_points | 20000 | exact | 2万 | 2020-01/2021-02-10 | - | period
suqian-hd-camera-density | cameras_density | hd_cameras | 209 | exact | 209 | as of 2021-02-10 | - | period
suqian-face-camera-density | cameras_density | face_cameras | 62 | exact | 62 | as of 2021-02-10 | - | period
suqian-camera-density-rank | cameras_density_rank | hd_and_face_cameras | 1 | exact | 第一 | as of 2021-02-10 | - | period
suqian-community-officers | grids | community_officers | 555 | exact | 555 | not_stated | - | -
suqian-police-grids | grids | police_grids | 1065 | exact | 1065 | not_stated | - | -
suqian-city-grids | grids | city_grids | 5160 | exact | 5160 | not_stated | - | -
suqian-police-grids-again | grids | police_grids | 1065 | exact | 1065 | not_stated | - | -
suqian-red-grids | grids | red_grids | 60 | exact | 60 | not_stated | - | -
suqian-yellow-grids | grids | yellow_grids | 196 | exact | 196 | not_stated | - | -
suqian-green-grids | grids | green_grids | 809 | exact | 809 | not_stated | - | -
suqian-disputes | disputes | complex_disputes | 1856 | exact | 1856 | 2020-01/2021-02-10 | - | period
suqian-grid-systems | measures | grid_systems_planned | 4 | exact | 四 | not_stated | - | -
suqian-apps-awarded | awards_count | innovation_award_apps | 2 | exact | 两 | 2020 | - | -
suqian-award-class | awards | innovation_award_apps | 1 | exact | 一等奖 | 2020 | - | -
suqian-award-only | only_claims | innovation_award_apps | 1 | exact | 唯一 | 2020 | - | -
suqian-award-gold | award_prizes | happy_camp_project | 1 | exact | 金奖 | 2020 | - | -
suqian-award-silver | award_prizes | smart_policing_project | 2 | exact | 银奖 | 2020 | - | -
suqian-clearance | clearance | major_criminal_cases | 98 | exact | 98% | 2020 | - | -
suqian-sense-of-safety | satisfaction | sense_of_safety | 98.79 | exact | 98.79% | 2020 | - | -
suqian-homicide-clearance | homicide_clearance | current_homicides | 100 | exact | 全破 | 2020 | - | -
suqian-cold-homicides | homicide_clearance_cold | cold_homicides | 6 | exact | 6 | 2020 | - | -
suqian-cold-homicides-70-days | homicide_clearance_cold | cold_homicides_over_18_years | 3 | exact | 3 | 2020 | - | -
"""

ROWS = [[cell.strip() for cell in row.split("|")] for row in FIGURES.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_figure(catalog: Catalog, row: list[str]) -> None:
    figure = catalog.figures[row[0]]
    assert [
        figure.id,
        figure.metric,
        figure.counts,
        str(figure.value),
        figure.qualifier.value,
        catalog.passages[figure.id].as_written,
        str(figure.period),
        figure.baseline or "-",
        " ".join(figure.inferred) or "-",
    ] == row


def test_no_figure_is_untested(catalog: Catalog) -> None:
    assert list(catalog.figures) == [row[0] for row in ROWS]


def test_the_quote_stands_where_the_passage_says(catalog: Catalog) -> None:
    for figure in catalog.figures.values():
        found = catalog.passages[figure.id]
        assert catalog.articles[figure.city][found.start : found.end] == figure.quote
        assert found.paragraph[found.offset :].startswith(figure.quote)
        assert "\n" not in found.paragraph


REPORTING = {
    "case_change": ["jingmen", "hengyang", "huizhou", "longnan", "suqian"],
    "clearance": ["suqian"],
    "homicide_clearance": ["longnan", "suqian"],
    "cameras": ["hengyang", "longnan", "suqian"],
    "investment": ["hengyang", "longnan", "suqian"],
    "satisfaction": ["suqian"],
}


@pytest.mark.parametrize("metric", REPORTING)
def test_who_reports(catalog: Catalog, metric: str) -> None:
    known = [city for city in catalog.cities_reporting(metric) if city in CITIES]
    assert known == REPORTING[metric]


def test_populations_are_those_of_the_2020_census(catalog: Catalog) -> None:
    assert {city: catalog.cities[city].population.value for city in CITIES} == {
        "jingmen": 2_596_927,
        "hengyang": 6_645_243,
        "huizhou": 6_042_852,
        "longnan": 2_407_272,
        "suqian": 4_986_192,
    }
    assert str(catalog.content.censuses["china_2020"].on) == "2020-11-01"


PUBLISHED = {
    "jingmen": ("2020", True, "police"),
    "hengyang": ("2022-08", True, "press"),
    "huizhou": ("2016-10-21", False, "newspaper"),
    "longnan": ("2024-08-07", False, "news_site"),
    "suqian": ("2021-02-10", False, "broadcaster"),
}


@pytest.mark.parametrize("city", PUBLISHED)
def test_sources(catalog: Catalog, city: str) -> None:
    source = catalog.cities[city].source
    inferred = source.published.inferred is not None
    assert (str(source.published.value), inferred, source.stated_by.value) == PUBLISHED[city]


def test_articles_are_unchanged() -> None:
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    sums = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", text, re.MULTILINE))
    assert len(sums) == 5
    for digest, name in sums.items():
        assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_our_chinese_uses_chinese_punctuation() -> None:
    for number, line in enumerate((ROOT / "metrics.yaml").read_text("utf-8").splitlines(), 1):
        if "title:" in line or line.lstrip().startswith("#"):
            continue
        for words in re.findall(r"zh: ((?:(?!, role:)[^}\n])*)", line):
            assert not re.search(r"[\u4e00-\u9fff][,;:()]", words), (number, words)


def test_keys_stand_in_the_order_that_the_file_promises() -> None:
    text = (ROOT / "metrics.yaml").read_text(encoding="utf-8")
    promise = text[text.index("# Keys of a figure") : text.index("themes:")]
    order = re.findall(r"\b[a-z_]+\b", re.sub(r"\([^)]*\)", "", promise.split(":", 1)[1]))
    for city in read_document(text).data["cities"].values():
        for figure in city["figures"]:
            places = [order.index(key) for key in figure]
            assert places == sorted(places), figure["id"]


def test_figures_stand_in_the_order_of_their_article(catalog: Catalog) -> None:
    for city in catalog.cities.values():
        starts = [catalog.passages[figure.id].start for figure in city.figures]
        assert starts == sorted(starts), city.id


def test_every_system_is_named_in_the_article_and_reached_by_its_figures(catalog: Catalog) -> None:
    for city in catalog.cities.values():
        named = {system.id for system in city.systems}
        assert {figure.system for figure in city.figures if figure.system} <= named
        for system in city.systems:
            assert system.name.zh in catalog.articles[city.id]
            assert system.id.startswith(f"{city.id}-")
